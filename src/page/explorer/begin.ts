/** Starts the page: all that stands in it as it is, and so what unpacks its programs, for them too. */
import { programOf } from './program.ts';

window.programOf = programOf;
document.body.append(Object.assign(document.createElement('script'), { src: programOf('page') }));
