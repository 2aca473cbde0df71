export { IabStrings, type IabStringsOptions } from './iab-strings.js';
