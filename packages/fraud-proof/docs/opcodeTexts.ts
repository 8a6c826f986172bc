/** What a line of the page's table says of an opcode beside its rule. */
export interface OpcodeText {
  /** Gas beside what it always costs. */
  readonly gas?: string
  /** Why it halts, beside what holds for all opcodes. */
  readonly halts?: string
  /** Elements of the tape after the opening, the code and the values, in their order. */
  readonly tape?: string
  /** The kind of step by which it goes on; EXEC when there is none. */
  readonly goesOn?: string
}

const account = 'account'
const warmAccount = 'warm entry, account'
const copied: OpcodeText = { gas: 'memory + 3 a word', goesOn: 'COPY unless of no bytes' }
const range: OpcodeText = { gas: 'memory', tape: 'range' }
const exit: OpcodeText = { gas: 'memory', goesOn: 'FRAME_EXIT' }
const log: OpcodeText = { gas: 'memory + 8 a byte', goesOn: 'KECCAK' }
const callTape = 'warm entry, account, its code, warm entry of its delegate'
const called = 'memory of both ranges + access + access of the delegate'

/** By name; an opcode that is not here costs what its rule says, reads nothing else and goes on with EXEC. */
export const opcodeTexts: Readonly<Partial<Record<string, OpcodeText>>> = {
  STOP: { goesOn: 'FRAME_EXIT' },
  JUMP: { halts: 'without a JUMPDEST there' },
  JUMPI: { halts: 'taken, without a JUMPDEST there' },
  EXP: { gas: '50 a byte of the exponent' },
  KECCAK256: { gas: 'memory + 6 a word', goesOn: 'KECCAK' },
  CALLDATALOAD: { tape: 'range of the calldata, unless beyond its end' },
  CALLDATACOPY: copied,
  CODECOPY: copied,
  RETURNDATACOPY: { ...copied, halts: 'beyond the returndata’s end' },
  MCOPY: { ...copied, gas: 'memory of both ranges + 3 a word' },
  BALANCE: { gas: 'access', tape: warmAccount },
  EXTCODESIZE: { gas: 'access', tape: `${warmAccount}, its code` },
  EXTCODECOPY: {
    gas: 'memory + 3 a word + access',
    tape: 'warm entry; unless of no bytes account, its code',
    goesOn: 'COPY unless of no bytes',
  },
  EXTCODEHASH: { gas: 'access', tape: warmAccount },
  BLOCKHASH: { tape: 'of the last 256 blocks: account of EIP-2935, slot' },
  SELFBALANCE: { tape: account },
  MLOAD: range,
  MSTORE: range,
  MSTORE8: range,
  SLOAD: { gas: '100, cold 2,100', tape: 'warm entry, account, slot' },
  SSTORE: {
    halts: 'with 2,300 gas left or less',
    gas: 'cold 2,100 + (100 if the value stays or was changed before, else 20,000 from 0, 2,900 from another)',
    tape: 'warm entry, account, slot; if the value changes account and slot at startRoot; if it becomes 0 the child that is left',
  },
  TLOAD: { tape: 'transient entry' },
  TSTORE: { tape: 'transient entry; if it becomes 0 the child that is left' },
  LOG0: log,
  LOG1: log,
  LOG2: log,
  LOG3: log,
  LOG4: log,
  CREATE: {
    gas: 'memory + 2 a word + all but a 64th',
    halts: 'above 49,152 bytes',
    goesOn: 'CREATE_ENTER',
  },
  CREATE2: {
    gas: 'memory + 8 a word + all but a 64th',
    halts: 'above 49,152 bytes',
    goesOn: 'CREATE_ENTER',
  },
  CALL: {
    gas: `${called} + with value 9,000, and 25,000 if the account is absent; + what it gives, at most all but a 64th`,
    tape: callTape,
    goesOn: 'CALL_ENTER',
  },
  CALLCODE: {
    gas: `${called} + 9,000 with value; + what it gives, at most all but a 64th`,
    tape: callTape,
    goesOn: 'CALL_ENTER',
  },
  DELEGATECALL: {
    gas: `${called}; + what it gives, at most all but a 64th`,
    tape: callTape,
    goesOn: 'CALL_ENTER',
  },
  STATICCALL: {
    gas: `${called}; + what it gives, at most all but a 64th`,
    tape: callTape,
    goesOn: 'CALL_ENTER',
  },
  RETURN: exit,
  REVERT: exit,
  INVALID: { halts: 'always', goesOn: 'FRAME_EXIT (halted)' },
  SELFDESTRUCT: {
    gas: 'heir cold 2,600; 25,000 if ether goes to an absent account',
    tape: 'warm entry of the heir, own account, created entry, heir’s account unless its own; if created in this transaction destroyed entry; where an account goes the child that is left',
    goesOn: 'FRAME_EXIT',
  },
}
