/** Where a learner is, as a learning system is told it. */

/**
 * The place before any other: some systems keep the last one where they are told an empty one. No topic
 * and no module can have this name.
 */
export const START = "(start)";
