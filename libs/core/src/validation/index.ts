export { PlainText } from './plain-text.decorator.js';
