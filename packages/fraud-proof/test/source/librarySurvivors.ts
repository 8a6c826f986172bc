import { reasons, type Survivor } from './Survivor.ts'

const { EQUAL, LIMIT, SAYS, CUT, ROOM, ZERO, ON_TRACE } = reasons

/** Mutants of what the step modules are made of that no step can tell. */
export const librarySurvivors: readonly Survivor[] = [
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
    file: 'opcode/Delegation.sol',
    before: 'return (false, 0);',
    after: '(false, 1)',
    reason: 'nobody reads the target of a code that does not delegate',
  },
  {
    file: 'trie/Rlp.sol',
    before: 'first < 0xc0 ? first - 0x80',
    after: '0xc1',
    reason: 'no node of a trie and no header has an empty list',
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
  {
    file: 'machine/Machine.sol',
    before: 'm.transactionHash != 0 && m.frameHash != 0',
    after: 'm.transactionHash != 0 || m.frameHash',
    reason: ON_TRACE,
  },
  {
    file: 'machine/Tape.sol',
    before: 'WrongElementLength(element.length',
    after: 'require(element.length == count * 32,',
    reason: SAYS,
  },
  {
    file: 'machine/Tape.sol',
    before: 'TapeNotConsumed(self.end - self.position)',
    after: 'TapeNotConsumed(self.end + self.position)',
    reason: SAYS,
  },
  {
    file: 'machine/Tape.sol',
    before: 'length <= self.end - start',
    after: 'self.end + start',
    reason: 'what is taken from behind the end is no end, at which the tape has to be closed',
  },
  {
    file: 'opcode/Opcode.sol',
    before: 'bytes32(element[:32])',
    after: '33',
    reason: CUT,
  },
  {
    file: 'opcode/Opcode.sol',
    before: 'uint256[17] args',
    after: '18',
    reason: ROOM,
  },
  {
    file: 'memory/MemoryTree.sol',
    before: 'element.length >= count * 32 && element.length & 31 == 0',
    reason: 'hashes that are left over or missing make another root',
  },
  {
    file: 'trie/Nibbles.sol',
    before: 'first & 0x10 != 0',
    after: '0x11',
    reason: 'a path of even length has a nibble of 0 there',
  },
  {
    file: 'trie/Nibbles.sol',
    before: 'end > start && end - start <= 33',
    after: 'end >= start',
    reason: 'no node has an empty path: one of no nibbles has a byte as well',
  },
  {
    file: 'trie/Rlp.sol',
    before: 'first < 0xc0 ? first - 0x80',
    after: '<= 0xc0',
    reason: 'no node of a trie and no header has an empty list',
  },
  {
    file: 'trie/Rlp.sol',
    before: 'if (length > 55)',
    after: '>= 55',
    reason:
      'words have 33 bytes at most, accounts 70 at least, nodes and header fields other lengths than 55',
  },
  {
    file: 'trie/Rlp.sol',
    before: 'length < 65_536',
    reason: 'nothing that is encoded is nearly as long',
  },
  {
    file: 'trie/Trie.sol',
    before: 'way.count < MAX_DEPTH',
    after: '<=',
    reason: 'a way has no more nodes than the key has nibbles',
  },
  {
    file: 'trie/Trie.sol',
    before: 'if (a > b)',
    after: '>=',
    reason: 'two children never have the same place',
  },
  {
    file: 'state/Accounts.sol',
    before: 'uint256[4] memory fields',
    after: '5',
    reason: ROOM,
  },
  {
    file: 'state/Charter.sol',
    before: 'restricted == 0 ? 0',
    after: '1',
    reason: 'with nothing restricted it makes no difference what is allowed',
  },
  {
    file: 'state/Charter.sol',
    before: 'if (end > value)',
    after: '>=',
    reason: EQUAL,
  },
  {
    file: 'state/Charter.sol',
    before: 'if (value <= start)',
    after: '<',
    reason: 'a slice of nothing has no tax',
  },
  {
    file: 'opcode/MemoryGas.sol',
    before: 'words <= present',
    after: '<',
    reason: 'no more words cost no more',
  },
  {
    file: 'opcode/MemoryGas.sol',
    before: 'constant MAX_LENGTH',
    after: '33',
    reason: 'what ends behind the tree is refused by its words as well',
  },
  {
    file: 'opcode/MemoryGas.sol',
    before: 'offset > MAX_LENGTH || length > MAX_LENGTH',
    after: '>=',
    reason: 'so much memory costs more gas than a transaction can have',
  },
  {
    file: 'memory/FreshTree.sol',
    before: 'new bytes32[](count + 1)',
    after: '2',
    reason: ROOM,
  },
  {
    file: 'memory/FreshTree.sol',
    before: '(data.length + 31) >> 5',
    after: '32',
    reason: 'a leaf of zeros is what stands behind the last one anyway',
  },
  {
    file: 'opcode/Delegation.sol',
    before: 'bytes3(code[:3])',
    after: '4',
    reason: CUT,
  },
  {
    file: 'transaction/DataGas.sol',
    before: 'if (data.length - i < 32)',
    reason: 'of a whole word nothing is masked',
  },
  {
    file: 'transaction/Lists.sol',
    before: 'new uint256[](size / LEAST_ENTRY + 1)',
    after: '2',
    reason: ROOM,
  },
  {
    file: 'transaction/Lists.sol',
    before: 'self.gas > gasLimit',
    reason: 'what is not read here is refused for its intrinsic gas, which the lists are a part of',
  },
  {
    file: 'transaction/Lists.sol',
    before: 'self.authorizationCount += 1',
    after: '2',
    reason: 'only whether there is one counts',
  },
  {
    file: 'transaction/StrictRlp.sol',
    before: 'first >= base + 0x40',
    reason: 'what is of the other kind has a length then that no transaction has',
  },
  {
    file: 'transaction/StrictRlp.sol',
    before: 'if (content >= end)',
    after: '>',
    reason: 'an item that begins at the end ends behind it',
  },
  {
    file: 'payload/PayloadV1.sol',
    before: 'if (start == 0 || end > limit)',
    after: 'start == 1',
    reason: 'a length that is malformed is 0, and ends at 0',
  },
  {
    file: 'payload/PayloadV1.sol',
    before: 'digit == 0 ? (0, 0)',
    after: '(1, 0)',
    reason: 'nobody reads the value of what is malformed',
  },
  {
    file: 'payload/PayloadV1.sol',
    before: 'return (0, 0);',
    after: '(1, 0)',
    reason: 'nobody reads the value of what is malformed',
  },
  {
    file: 'payload/PayloadV1.sol',
    before: 'limit - start > MAX_UVARINT_BYTES',
    after: '>=',
    reason: EQUAL,
  },
  {
    file: 'hash/KeccakSponge.sol',
    before: 'sponge[8 * i:8 * i + 32]',
    after: '33',
    reason: CUT,
  },
  {
    file: 'transaction/SignedTransaction.sol',
    before: 'if (v < 35)',
    after: '<=',
    reason: '35 is of chain 0, and 0 is no chain',
  },
  {
    file: 'transaction/SignedTransaction.sol',
    before: 'reading.r == 0 || reading.r >= ORDER',
    reason: 'nobody is recovered from such an r',
  },
  {
    file: 'transaction/SignedTransaction.sol',
    before: '(reader.integer(32), reader.integer(32))',
    after: '33',
    reason: ZERO,
  },
  {
    file: 'transaction/SignedTransaction.sol',
    before: 't.maxFee = ',
    after: '33',
    reason: ZERO,
  },
  {
    file: 'transaction/SignedTransaction.sol',
    before: 'if (t.maxTip < t.tip)',
    after: '<=',
    reason: EQUAL,
  },
  {
    file: 'transaction/SignedTransaction.sol',
    before: 'bytes20(_slice(start, 20))',
    after: '21',
    reason: CUT,
  },
  {
    file: 'transaction/SignedTransaction.sol',
    before: 't.gasLimit = reader.integer(8)',
    after: '9',
    reason: 'more than 8 bytes are above the greatest gas limit',
  },
  {
    file: 'precompile/PrecompilePrice.sol',
    before: 'if (baseLength > longest)',
    after: '>=',
    reason: EQUAL,
  },
]
