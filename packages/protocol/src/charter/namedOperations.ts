/**
 * What a charter can permit beside opcodes, and the bits that stand for it (spec 2.3). The first four use
 * numbers that no opcode has; DEPLOY is CREATE and CREATE2 together.
 */
export const namedOperations = {
  SUBMIT: [0xfe],
  READ: [0xc0],
  IPFS_PUT: [0xc1],
  IPFS_GET: [0xc2],
  DEPLOY: [0xf0, 0xf5],
} as const satisfies Record<string, readonly number[]>

export type NamedOperation = keyof typeof namedOperations
