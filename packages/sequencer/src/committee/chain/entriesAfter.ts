import { asHash, type BlockHash } from '@mvm/protocol'
import { tipAfter } from '../../log/tipAfter.ts'
import type { BatchRecord } from '../../port/BatchRecord.ts'
import type { ChainHead } from '../../port/ChainHead.ts'
import type { CommitteeChainPort } from './CommitteeChainPort.ts'
import { chainTip } from './chainTip.ts'
import type { Entry, Tip } from './Entry.ts'
import type { EntryBody } from './EntryBody.ts'

type OwnRecord = Exclude<BatchRecord, { readonly kind: 'adopted' }>
type DecidedEntry = Entry<EntryBody>

/** Entries served at once; the blocks of most are small. */
const SERVED_ENTRIES = 64
const SERVED_BYTES = 1_000_000
const NO_HASH = asHash<BlockHash>(`0x${'00'.repeat(32)}`)

/**
 * What is decided after a tip, as far as it goes into one message: none when the chain does not have the tip, or has
 * what follows from L1. Reads no more of the chain than it returns. What it reads while the chain moves need not fit
 * together, and may reject.
 */
export async function entriesAfter(
  chain: Pick<CommitteeChainPort, 'blocks' | 'blockHashes' | 'seals'>,
  { head, records }: { readonly head: ChainHead; readonly records: readonly BatchRecord[] },
  after: Tip,
): Promise<readonly DecidedEntry[]> {
  const entries: DecidedEntry[] = []
  let parent = after
  let size = 0
  for (const record of records) {
    if (endOf(record, head) <= after.position) continue
    if (record.kind === 'adopted') break
    for (const entry of await entriesOf(chain, record, head, parent)) {
      if (entry.parent.id !== parent.id || entry.parent.position !== parent.position) return entries
      entries.push(entry)
      parent = entry.tip
      size += sizeOf(entry.body)
      if (entries.length === SERVED_ENTRIES || size > SERVED_BYTES) return entries
    }
  }
  return entries
}

/** Where a record's blocks, and its batch's end if it has one, lead to. */
function endOf(record: BatchRecord, head: ChainHead): number {
  if (record.kind === 'open') return chainTip(head, record).position
  return chainTip({ number: tipAfter(record).nextBlock - 1, hash: NO_HASH }, record).position
}

/** The next entries of a batch after a tip that is in it or right before it. */
async function entriesOf(
  chain: Pick<CommitteeChainPort, 'blocks' | 'blockHashes' | 'seals'>,
  record: OwnRecord,
  head: ChainHead,
  after: Tip,
): Promise<readonly DecidedEntry[]> {
  const { opening } = record
  const { firstBlock, origin, prevBatchHash } = opening
  const lastBlock = record.kind === 'closed' ? firstBlock + record.blockCount - 1 : head.number
  const next = Math.max(firstBlock, Math.floor(after.position / 2) + 1)
  const count = Math.min(SERVED_ENTRIES, lastBlock - next + 1)
  const anchors = { originNumber: origin.number, originHash: origin.hash }
  const [before, ...hashes] = await chain.blockHashes(next - 1, count + 1)
  if (before === undefined) return []
  const isInBatch = next > firstBlock || next === 1
  let parent: Tip = {
    position: 2 * (next - 1) + (next > firstBlock ? 0 : 1),
    id: isInBatch ? before : prevBatchHash,
  }
  let parentHash = before
  const entries: DecidedEntry[] = []
  const seals = await chain.seals(next, count)
  for (const [index, block] of (await chain.blocks(next, count)).entries()) {
    const { number, timestamp, transactions } = block
    const blockHash = hashes[index]
    const seal = seals[index]
    if (blockHash === undefined || seal === undefined) return entries
    const tip: Tip = { position: 2 * number, id: blockHash }
    const opens = number === firstBlock ? { opens: opening } : {}
    entries.push({
      ...{ parent, tip },
      body: {
        ...{ kind: 'block', number, timestamp, parentHash, blockHash, transactions },
        ...{ ...opens, ...anchors, seal },
      },
    })
    parent = tip
    parentHash = blockHash
  }
  if (record.kind === 'open' || next + count <= lastBlock) return entries
  const { blockCount, batchHash } = record
  const tip: Tip = { position: parent.position + 1, id: batchHash }
  const body: EntryBody = { kind: 'close', firstBlock, blockCount, batchHash, ...anchors }
  return [...entries, { parent, tip, body }]
}

function sizeOf(body: EntryBody): number {
  if (body.kind === 'close') return 0
  return body.transactions.reduce((sum, { length }) => sum + length, 0)
}
