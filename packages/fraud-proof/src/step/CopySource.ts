/** Where a pending COPY takes its bytes from: the first of its words. */
export const CopySource = { TREE: 0, CODE: 1 } as const
