const UUID = /(?<![0-9a-z])[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?![0-9a-z])/gi;

/** Puts `:uuid` in the place of UUIDs (RFC 9562), which stand for one order, session or person. */
export const maskUuids = (text: string): string => text.replace(UUID, ':uuid');
