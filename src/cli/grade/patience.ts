/** Seconds after which a judge that does not answer is ended. Every part of its work has a limit of its own; this is for the judge itself. */
export const judgePatience = 900;
