// Starts the sample application in this very process, so that signals reach it, after a build where one is due.
import './build-if-stale.mjs';

await import('../apps/sample-api/dist/main.js');
