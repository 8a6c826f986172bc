import { isAlwaysWarm } from '../../src/access/isAlwaysWarm.ts'
import { TxMapEntry, txMapKey } from '../../src/access/txMapKey.ts'
import { openWord } from '../../src/account/openSlot.ts'
import type { ContentStore, OpcodeRule, RunningState } from '../../src/index.ts'
import { toAddress } from '../../src/opcode/toAddress.ts'
import { coldOpcodes } from './coldOpcodes.ts'

/**
 * What an opcode that ran found of what it accesses, by the entry that the transaction's trie had and has. An opcode that
 * accesses nothing and yet changes the trie met something cold.
 */
export function observeAccess(
  { name }: OpcodeRule,
  before: RunningState,
  after: RunningState,
  store: ContentStore,
): string[] {
  const { frame, transaction, block } = before
  const access = coldOpcodes.get(name)
  if (access === undefined) {
    const isSame = before.world.txMapRoot === after.world.txMapRoot
    return isSame || name === 'TSTORE' ? [] : ['cold']
  }
  if (frame?.stack == null || transaction === null) return ['accesses nothing']
  const { value, below } = frame.stack
  const accessed = access === 'address below the top' ? (below?.value ?? 0n) : value
  const address = access === 'slot on top' ? frame.self : toAddress(accessed)
  if (access !== 'slot on top' && isAlwaysWarm({ transaction, block }, address)) return ['warm']
  const key =
    access === 'slot on top'
      ? txMapKey(TxMapEntry.WARM_SLOT, address, accessed)
      : txMapKey(TxMapEntry.WARM_ADDRESS, address)
  const isIn = ({ world }: RunningState): boolean =>
    openWord(store, world.txMapRoot, key, null).value !== 0n
  if (isIn(before)) return ['warm']
  return [isIn(after) ? 'cold' : 'leaves cold what it accesses']
}
