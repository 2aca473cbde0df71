const API = /^\/(admin|consent|analytics|tracking-items|metrics|health|docs|docs-json|\.well-known)(\/|$)/;

/** Whether a path lies beneath those of the API, where programs ask and an unknown path is an error. */
export const isOfApi = (path: string): boolean => API.test(path);
