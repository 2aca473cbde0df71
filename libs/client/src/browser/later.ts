export * from '../element/views.js';
export { takeBack } from '../gate/take-back.js';
