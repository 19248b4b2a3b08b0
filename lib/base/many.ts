/** One value, or several of which one must fit. */
export type Many<T> = T | readonly T[];
