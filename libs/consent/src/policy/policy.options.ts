/** Which law holds where, and how far the application departs from the presets. */
export interface ConsentPolicyOptions {}
