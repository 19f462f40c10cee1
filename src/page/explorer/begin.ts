/** Starts the page: all that stands in it as it is. */
import { programOf } from './program.ts';

document.body.append(Object.assign(document.createElement('script'), { src: programOf('page') }));
