import { reasons, type Survivor } from './Survivor.ts'

const { EQUAL, SAYS, CUT, GIVES, ON_TRACE } = reasons

/** Mutants of the step modules and of the manager that no step can tell. */
export const stepSurvivors: readonly Survivor[] = [
  {
    file: 'step/PrecompileStep.sol',
    before: 'constant CALL_GAS',
    reason:
      'a little more gas makes no difference: what 3M pay for on L2 needs less on L1, as L1 is',
  },
  {
    file: 'step/PrecompileStep.sol',
    before: 'constant CALL_RESERVE',
    reason: 'the same; gasSweep.test.ts takes the check away, and sees what it asks for',
  },
  {
    file: 'step/PrecompileStep.sol',
    before: 'left >= CALL_GAS',
    reason: 'no step of the recording has too little gas: gasSweep.test.ts sees what is asked for',
  },
  {
    file: 'step/ChunkStep.sol',
    before: 'if (size > words[5] - words[6])',
    after: '>=',
    reason: EQUAL,
  },
  {
    file: 'step/ChunkStep.sol',
    before: 'if (length > chunk.length)',
    after: '>=',
    reason: EQUAL,
  },
  {
    file: 'step/ChunkStep.sol',
    before: 'if (done >= words[3]) return',
    reason: 'of a source that just ended the rest is empty, which is read as zeros too',
  },
  { file: 'step/BlockStep.sol', before: 'parent > origin ?', after: '>=', reason: EQUAL },
  { file: 'step/BlockStep.sol', before: 'parent > origin + MAX_LEAD', after: '>=', reason: EQUAL },
  {
    file: 'step/BlockStep.sol',
    before: 'rise > 0 ? rise : 1',
    after: 'rise > 1',
    reason: 'a rise of 1 is 1 either way',
  },
  {
    file: 'step/EnvironmentStep.sol',
    before: 'bool isOwn = opcode < 0x40',
    after: '0x41',
    reason: '0x40 is not in the lists of either side',
  },
  {
    file: 'step/EnvironmentStep.sol',
    before: 'if (length > 32) length = 32;',
    after: '>=',
    reason: EQUAL,
  },
  {
    file: 'step/CreateStep.sol',
    before: 'MachineState.PartAbsent()',
    after: '||',
    reason: ON_TRACE,
  },
  {
    file: 'step/FlowStep.sol',
    before: 'opcode < PUSH0 || opcode > SWAP16',
    after: '(true, rule)',
    reason: 'what is taken for a PUSH or SWAP then is none of 32 or 16, and reverts',
  },
  {
    file: 'step/TxNextStep.sol',
    before: 'uint256[ELEMENT_WORDS + 1] memory link',
    after: '+ 2',
    reason: 'a word of memory that nothing reads',
  },
  { file: 'step/TxEndStep.sol', before: 'm.world.refund < refund', after: '<=', reason: EQUAL },
  {
    file: 'step/CallEnterStep.sol',
    before: 'm.transactionHash != 0 && m.pendingHash != 0',
    after: '||',
    reason: ON_TRACE,
  },
  {
    file: 'step/TxEndStep.sol',
    before: 'm.transactionHash != 0 && m.pendingHash != 0',
    after: '||',
    reason: ON_TRACE,
  },
  {
    file: 'step/AccountStep.sol',
    before: 'OpcodeRule(4, 0, 0, false)',
    after: 'OpcodeRule(4, 1',
    reason: GIVES,
  },
  {
    file: 'step/CallStep.sol',
    before: 'OpcodeRule(6, 0, 0, false)',
    after: 'OpcodeRule(6, 1',
    reason: GIVES,
  },
  {
    file: 'step/CallStep.sol',
    before: 'OpcodeRule(7, 0, 0, false)',
    after: 'OpcodeRule(7, 1',
    reason: GIVES,
  },
  {
    file: 'step/CreateStep.sol',
    before: 'OpcodeRule(4, 0, CREATE_GAS, true)',
    after: 'OpcodeRule(4, 1',
    reason: GIVES,
  },
  {
    file: 'step/ExitStep.sol',
    before: 'OpcodeRule(1, 0, SELFDESTRUCT_GAS, true)',
    after: 'OpcodeRule(1, 1',
    reason: GIVES,
  },
  {
    file: 'step/StorageStep.sol',
    before: 'OpcodeRule(2, 0, 100, true)',
    after: 'OpcodeRule(2, 1',
    reason: GIVES,
  },
  {
    file: 'step/BlockStep.sol',
    before: 'wanted < least ? least : wanted > most ? most',
    reason: EQUAL,
  },
  {
    file: 'step/ChunkStep.sol',
    before: 'if (words[3] > 0)',
    after: '1',
    reason: 'what is absorbed is a multiple of a chunk',
  },
  {
    file: 'step/EnvironmentStep.sol',
    before: 'bool isOwn = opcode < 0x40',
    after: '<=',
    reason: '0x40 is not in the lists of either side',
  },
  {
    file: 'step/FlowStep.sol',
    before: 'opcode < PUSH0 || opcode > SWAP16',
    after: '<= PUSH0',
    reason: 'PUSH0 has been found before',
  },
  {
    file: 'step/MemoryStep.sol',
    before: 'range.read(offset, 32)',
    after: '33',
    reason: CUT,
  },
  {
    file: 'step/MemoryStep.sol',
    before: 'constant LOG4 = 0xa4',
    after: '0xa5',
    reason: 'an operation has no place for a fifth topic, and the step reverts',
  },
  {
    file: 'step/TxCheckStep.sol',
    before: 'sender.balance < t.value',
    after: '<=',
    reason: 'who has the value and no more cannot pay for gas',
  },
  {
    file: 'step/TxEndStep.sol',
    before: 'used > t.floorGas ?',
    after: '>=',
    reason: EQUAL,
  },
  {
    file: 'step/TxEndStep.sol',
    before: 'bytes32(link[:32])',
    after: '33',
    reason: CUT,
  },
  {
    file: 'step/TxListsStep.sol',
    before: 'if (parity > 1 || r == 0 || r >= ORDER',
    after: 'parity > 1 && r == 0',
    reason: 'nobody is recovered from such a parity, r or s',
  },
  {
    file: 'step/TxListsStep.sol',
    before: 'if (parity > 1 || r == 0 || r >= ORDER',
    after: 'r == 0 && r >= ORDER',
    reason: 'nobody is recovered from such a parity, r or s',
  },
  {
    file: 'step/TxListsStep.sol',
    before: 'if (parity > 1 || r == 0 || r >= ORDER',
    after: 'r >= ORDER && s == 0',
    reason: 'nobody is recovered from such a parity, r or s',
  },
  {
    file: 'step/TxListsStep.sol',
    before: 'MalformedEntry(0, count)',
    after: 'MalformedEntry(1',
    reason: SAYS,
  },
  {
    file: 'l1/dispute/MVM_ExecutionManager.sol',
    before: 'moduleId < _modules.length',
    after: '<=',
    reason: 'there is no such place in the table, and reading it reverts',
  },
  {
    file: 'l1/dispute/MVM_ExecutionManager.sol',
    before: 'revert(add(answer, 0x20)',
    reason: SAYS,
  },
  {
    file: 'step/ArithmeticStep.sol',
    before: 'opcode > 0x1e',
    after: '0x1f',
    reason: 'no operation has that number, and the step reverts',
  },
]
