// A stylesheet, which is imported for its effect alone.
export {};
