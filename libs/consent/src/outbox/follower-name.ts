/** Before the id of each target. */
export const FOLLOWER_PREFIX = 'outbox:';

/** The name under which a target follows the records. */
export const followerOf = (target: string): string => FOLLOWER_PREFIX + target;
