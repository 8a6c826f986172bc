/** Where a charter file starts from; its own permissions are added. */
export type CharterPreset = keyof typeof charterPresets

/**
 * What each preset allow-lists, as names of operations. An allow-listed operation is closed to everybody whom
 * no `allow` entry names; the management contract stays exempt (spec 2.3).
 *
 * - `open`: nothing. Whoever is not denied may do everything.
 * - `members`: SUBMIT. Only members may send transactions; a member may do everything that is not restricted.
 * - `members-deploy`: SUBMIT and DEPLOY. Only members may send, and only the named ones among them may create
 *   contracts, directly or through a contract.
 * - `blocklist`: nothing, and the file may not allow-list either: its entries only deny. Who is denied SUBMIT
 *   is banned altogether.
 */
export const charterPresets = {
  open: [],
  members: ['SUBMIT'],
  'members-deploy': ['SUBMIT', 'DEPLOY'],
  blocklist: [],
} as const satisfies Record<string, readonly string[]>
