import { minutes } from '../../time/durations.js';
