export { ConsentHealthIndicator } from './consent.health-indicator.js';
