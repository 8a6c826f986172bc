/** A mutant that no step can tell from the verifier, and why. */
export interface Survivor {
  /** How the path of the source ends. */
  readonly file: string
  /** Part of the line as it is. */
  readonly before: string
  /** Part of the line as the mutant has it, where not every change of the line is meant. */
  readonly after?: string
  readonly reason: string
}

const EQUAL = 'of two that are equal either is the one'
const LIMIT = 'at the limit itself both ways give the same'
const ON_TRACE = 'no state that a trace has lacks one of the parts and not the other'

export const survivors: readonly Survivor[] = [
  {
    file: 'step/PrecompileStep.sol',
    before: 'constant CALL_GAS',
    reason: 'a little more gas than any call needs makes no difference',
  },
  {
    file: 'step/PrecompileStep.sol',
    before: 'constant CALL_RESERVE',
    reason: 'the same; gasSweep.test.ts takes the check away',
  },
  {
    file: 'step/PrecompileStep.sol',
    before: 'left >= CALL_GAS',
    reason: 'the same, or what the error says only',
  },
  {
    file: 'precompile/PrecompilePrice.sol',
    before: 'if (count == 0) return 0;',
    reason: 'without items the precompile fails and takes all gas, whatever the price',
  },
  {
    file: 'precompile/PrecompilePrice.sol',
    before: '2 * count < discounts.length',
    after: '<=',
    reason: LIMIT,
  },
  {
    file: 'precompile/PrecompilePrice.sol',
    before: 'exponentLength > 32',
    after: '>=',
    reason: LIMIT,
  },
  {
    file: 'trie/Trie.sol',
    before: 'require(count > 0, Rlp.MalformedRlp());',
    reason: 'a branch of a trie has two children at least, and a step takes one away',
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
    file: 'opcode/Delegation.sol',
    before: 'return (false, 0);',
    after: '(false, 1)',
    reason: 'nobody reads the target of a code that does not delegate',
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
  {
    file: 'trie/Rlp.sol',
    before: 'first < 0xc0 ? first - 0x80',
    after: '0xc1',
    reason: 'no node of a trie and no header has an empty list',
  },
  {
    file: 'opcode/MemoryGas.sol',
    before: 'if (words > MemoryTree.WORDS)',
    after: '>=',
    reason: 'all words of the tree cost more gas than a transaction can have',
  },
  {
    file: 'trie/Rlp.sol',
    before: 'require(index < data.length, MalformedRlp());',
    after: '<=',
    reason:
      'only a malformed node is read behind its end, and a node has the hash that its parent says',
  },
  {
    file: 'transaction/StrictRlp.sol',
    before: 'if (start < self.end',
    after: '<=',
    reason:
      'an item behind the end leaves the reader there, which every list and transaction refuses',
  },
  {
    file: 'transaction/StrictRlp.sol',
    before: 'if (content + size > end',
    reason: 'the content, at least 56 bytes, has to end before the end as well',
  },
  { file: 'step/TxEndStep.sol', before: 'm.world.refund < refund', after: '<=', reason: EQUAL },
]
