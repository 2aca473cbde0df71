/** The name under which a target follows the records. */
export const followerOf = (target: string): string => `outbox:${target}`;
