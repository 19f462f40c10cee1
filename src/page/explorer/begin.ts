/** Starts the page: all that stands in it as it is. */
import { programOf } from './unpack.ts';

document.body.append(Object.assign(document.createElement('script'), { src: programOf('page') }));
