/** Where on the stack an opcode finds what it accesses. */
export type ColdAccess = 'address on top' | 'address below the top' | 'slot on top'

/**
 * EIP-2929's opcodes by name: what they access costs more the first time. Written down here, so that no table of the machine
 * decides which cells there are.
 */
export const coldOpcodes: ReadonlyMap<string, ColdAccess> = new Map([
  ['BALANCE', 'address on top'],
  ['EXTCODESIZE', 'address on top'],
  ['EXTCODECOPY', 'address on top'],
  ['EXTCODEHASH', 'address on top'],
  ['SLOAD', 'slot on top'],
  ['SSTORE', 'slot on top'],
  ['CALL', 'address below the top'],
  ['CALLCODE', 'address below the top'],
  ['DELEGATECALL', 'address below the top'],
  ['STATICCALL', 'address below the top'],
  ['SELFDESTRUCT', 'address on top'],
])
