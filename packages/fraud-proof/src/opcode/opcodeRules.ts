import type { StepModule } from '@mvm/protocol'
import type { OpcodeRule } from './OpcodeRule.ts'

type Trait = 'writes' | 'memory'
/** Opcode, name, values opened, values pushed, gas, traits. */
type Row = readonly [number, string, number, number, number, ...Trait[]]

/** Osaka's opcodes by the module that steps them. */
const rows: Readonly<Partial<Record<StepModule, readonly Row[]>>> = {
  ArithmeticStep: [
    [0x01, 'ADD', 2, 1, 3],
    [0x02, 'MUL', 2, 1, 5],
    [0x03, 'SUB', 2, 1, 3],
    [0x04, 'DIV', 2, 1, 5],
    [0x05, 'SDIV', 2, 1, 5],
    [0x06, 'MOD', 2, 1, 5],
    [0x07, 'SMOD', 2, 1, 5],
    [0x08, 'ADDMOD', 3, 1, 8],
    [0x09, 'MULMOD', 3, 1, 8],
    [0x0a, 'EXP', 2, 1, 10],
    [0x0b, 'SIGNEXTEND', 2, 1, 5],
    [0x10, 'LT', 2, 1, 3],
    [0x11, 'GT', 2, 1, 3],
    [0x12, 'SLT', 2, 1, 3],
    [0x13, 'SGT', 2, 1, 3],
    [0x14, 'EQ', 2, 1, 3],
    [0x15, 'ISZERO', 1, 1, 3],
    [0x16, 'AND', 2, 1, 3],
    [0x17, 'OR', 2, 1, 3],
    [0x18, 'XOR', 2, 1, 3],
    [0x19, 'NOT', 1, 1, 3],
    [0x1a, 'BYTE', 2, 1, 3],
    [0x1b, 'SHL', 2, 1, 3],
    [0x1c, 'SHR', 2, 1, 3],
    [0x1d, 'SAR', 2, 1, 3],
    [0x1e, 'CLZ', 1, 1, 5],
  ],
  FlowStep: [
    [0x00, 'STOP', 0, 0, 0],
    [0x50, 'POP', 1, 0, 2],
    [0x56, 'JUMP', 1, 0, 8],
    [0x57, 'JUMPI', 2, 0, 10],
    [0x58, 'PC', 0, 1, 2],
    [0x59, 'MSIZE', 0, 1, 2],
    [0x5a, 'GAS', 0, 1, 2],
    [0x5b, 'JUMPDEST', 0, 0, 1],
    [0x5f, 'PUSH0', 0, 1, 2],
    ...numbered(0x60, 'PUSH', 32, () => [0, 1]),
    ...numbered(0x80, 'DUP', 16, (n) => [n, n + 1]),
    ...numbered(0x90, 'SWAP', 16, (n) => [n + 1, n + 1]),
    [0xfe, 'INVALID', 0, 0, 0],
  ],
  EnvironmentStep: [
    [0x30, 'ADDRESS', 0, 1, 2],
    [0x32, 'ORIGIN', 0, 1, 2],
    [0x33, 'CALLER', 0, 1, 2],
    [0x34, 'CALLVALUE', 0, 1, 2],
    [0x35, 'CALLDATALOAD', 1, 1, 3],
    [0x36, 'CALLDATASIZE', 0, 1, 2],
    [0x38, 'CODESIZE', 0, 1, 2],
    [0x3a, 'GASPRICE', 0, 1, 2],
    [0x3d, 'RETURNDATASIZE', 0, 1, 2],
    [0x41, 'COINBASE', 0, 1, 2],
    [0x42, 'TIMESTAMP', 0, 1, 2],
    [0x43, 'NUMBER', 0, 1, 2],
    [0x44, 'PREVRANDAO', 0, 1, 2],
    [0x45, 'GASLIMIT', 0, 1, 2],
    [0x46, 'CHAINID', 0, 1, 2],
    [0x48, 'BASEFEE', 0, 1, 2],
    [0x49, 'BLOBHASH', 1, 1, 3],
    [0x4a, 'BLOBBASEFEE', 0, 1, 2],
  ],
  MemoryStep: [
    [0x20, 'KECCAK256', 2, 0, 30, 'memory'],
    [0x37, 'CALLDATACOPY', 3, 0, 3, 'memory'],
    [0x39, 'CODECOPY', 3, 0, 3, 'memory'],
    [0x3e, 'RETURNDATACOPY', 3, 0, 3, 'memory'],
    [0x51, 'MLOAD', 1, 1, 3, 'memory'],
    [0x52, 'MSTORE', 2, 0, 3, 'memory'],
    [0x53, 'MSTORE8', 2, 0, 3, 'memory'],
    [0x5e, 'MCOPY', 3, 0, 3, 'memory'],
    [0xa0, 'LOG0', 2, 0, 375, 'memory', 'writes'],
    [0xa1, 'LOG1', 3, 0, 750, 'memory', 'writes'],
    [0xa2, 'LOG2', 4, 0, 1125, 'memory', 'writes'],
    [0xa3, 'LOG3', 5, 0, 1500, 'memory', 'writes'],
    [0xa4, 'LOG4', 6, 0, 1875, 'memory', 'writes'],
    [0xf3, 'RETURN', 2, 0, 0, 'memory'],
    [0xfd, 'REVERT', 2, 0, 0, 'memory'],
  ],
  AccountStep: [
    [0x31, 'BALANCE', 1, 1, 0],
    [0x3b, 'EXTCODESIZE', 1, 1, 0],
    [0x3c, 'EXTCODECOPY', 4, 0, 0, 'memory'],
    [0x3f, 'EXTCODEHASH', 1, 1, 0],
    [0x40, 'BLOCKHASH', 1, 1, 20],
    [0x47, 'SELFBALANCE', 0, 1, 5],
  ],
  StorageStep: [
    [0x54, 'SLOAD', 1, 1, 0],
    [0x55, 'SSTORE', 2, 0, 0, 'writes'],
    [0x5c, 'TLOAD', 1, 1, 100],
    [0x5d, 'TSTORE', 2, 0, 100, 'writes'],
  ],
  CallStep: [
    [0xf1, 'CALL', 7, 0, 0, 'memory'],
    [0xf2, 'CALLCODE', 7, 0, 0, 'memory'],
    [0xf4, 'DELEGATECALL', 6, 0, 0, 'memory'],
    [0xfa, 'STATICCALL', 6, 0, 0, 'memory'],
  ],
  CreateStep: [
    [0xf0, 'CREATE', 3, 0, 32_000, 'memory', 'writes'],
    [0xf5, 'CREATE2', 4, 0, 32_000, 'memory', 'writes'],
  ],
  ExitStep: [[0xff, 'SELFDESTRUCT', 1, 0, 5_000, 'writes']],
}

function numbered(
  first: number,
  name: string,
  count: number,
  arity: (n: number) => readonly [number, number],
): Row[] {
  return Array.from({ length: count }, (_, i): Row => {
    const [pops, pushes] = arity(i + 1)
    return [first + i, `${name}${i + 1}`, pops, pushes, 3]
  })
}

/** By opcode; `undefined` where Osaka has none. INVALID has a rule, though it always halts. */
export const opcodeRules: readonly (OpcodeRule | undefined)[] = tabulate()

function tabulate(): (OpcodeRule | undefined)[] {
  const table = new Array<OpcodeRule | undefined>(256).fill(undefined)
  for (const [module, list] of Object.entries(rows)) {
    for (const [opcode, name, pops, pushes, gas, ...traits] of list) {
      table[opcode] = {
        opcode,
        name,
        module: module as StepModule,
        pops,
        pushes,
        gas: BigInt(gas),
        writes: traits.includes('writes'),
        growsMemory: traits.includes('memory'),
      }
    }
  }
  return table
}
