import { type Address, asAddress, type Hash, type Hex } from '@mvm/protocol'
import { getCreateAddress } from 'ethers'
import { assemble } from '../../../execution/test/bytecode/assemble.ts'
import { word } from '../../../execution/test/chain/TestChain.ts'
import { TxMapEntry, txMapKey } from '../../src/access/txMapKey.ts'
import { deepState, deepTrie } from '../trie/deepState.ts'
import { noise } from './noise.ts'
import { address, CALLER, CONTRACT, OTHER, type Program } from './TestMachine.ts'

const BIG = address(0xb16)
/** Holds something at the start, and holds nothing. */
const [FULL_SLOT, EMPTY_SLOT] = [5, 100]
const CREATED = asAddress(getCreateAddress({ from: CONTRACT, nonce: 1 }).toLowerCase())

const accounts = new Map([[BIG, { nonce: 1n, balance: 1n, code: noise(24_576).fill(0, 0, 1) }]])
const targets = new Map<Address, readonly Hex[]>([
  [CONTRACT, [word(FULL_SLOT), word(EMPTY_SLOT)]],
  ...[CALLER, OTHER, BIG, CREATED].map((one) => [one, []] as const),
])

const nodes = new Map<Hash, Uint8Array>()
const slots = [FULL_SLOT, EMPTY_SLOT].map(BigInt)
const root = deepTrie(
  [
    ...slots.flatMap((slot) => [
      txMapKey(TxMapEntry.WARM_SLOT, CONTRACT, slot),
      txMapKey(TxMapEntry.TRANSIENT, CONTRACT, slot),
    ]),
    ...[OTHER, BIG, CREATED].map((one) => txMapKey(TxMapEntry.WARM_ADDRESS, one)),
    txMapKey(TxMapEntry.CREATED, CREATED),
    txMapKey(TxMapEntry.CREATED, CONTRACT),
    txMapKey(TxMapEntry.DESTROYED, CONTRACT),
  ],
  // Only what was created in the same transaction is destroyed.
  [txMapKey(TxMapEntry.CREATED, CONTRACT)],
  nodes,
)

/** Code as long as init code can be, which each step of EXEC opens whole. */
function inLongCode(source: string): Uint8Array {
  const code = assemble(`${source} STOP`)
  return Uint8Array.from([...code, ...noise(49_152 - code.length)])
}

const sources: readonly (readonly [string, string])[] = [
  ['SLOAD', `PUSH1 ${FULL_SLOT} SLOAD`],
  ['SSTORE', `PUSH1 1 PUSH1 ${FULL_SLOT} SSTORE`],
  ['SSTORE of a new slot', `PUSH1 1 PUSH1 ${EMPTY_SLOT} SSTORE`],
  ['SSTORE of 0', `PUSH0 PUSH1 ${FULL_SLOT} SSTORE`],
  ['TSTORE', `PUSH1 1 PUSH1 ${FULL_SLOT} TSTORE`],
  ['BALANCE', `PUSH20 ${BIG} BALANCE`],
  ['CODECOPY', 'PUSH2 0xc000 PUSH0 PUSH1 31 CODECOPY'],
  ['EXTCODECOPY', `PUSH2 24576 PUSH0 PUSH1 31 PUSH20 ${BIG} EXTCODECOPY`],
  ['CALL with a value', `PUSH0 PUSH0 PUSH0 PUSH0 PUSH1 1 PUSH20 ${BIG} PUSH2 20000 CALL`],
  [
    'CREATE with 48 KB of init code and a value',
    'PUSH2 0xc000 PUSH0 PUSH0 CALLDATACOPY PUSH0 PUSH0 MSTORE8 PUSH2 0xc000 PUSH0 PUSH1 1 CREATE',
  ],
  [
    'a deposit of 24 KB of code',
    'PUSH32 0x6160005ff3000000000000000000000000000000000000000000000000000000 PUSH0 MSTORE PUSH1 5 PUSH0 PUSH0 CREATE',
  ],
  ['SELFDESTRUCT', `PUSH20 ${OTHER} SELFDESTRUCT`],
]

/** What touches accounts and slots, in long code, where all ways through tries are as long as they can be made. */
export const deepPrograms: readonly (readonly [string, Program])[] = sources.map(
  ([name, source]) => [
    name,
    {
      code: inLongCode(source),
      calldata: noise(60_000),
      gas: 8_000_000n,
      accounts,
      prepare: (written) => deepState(written, targets),
      txMap: { root, nodes },
    },
  ],
)
