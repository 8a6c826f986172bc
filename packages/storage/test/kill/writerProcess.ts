import { writeSync } from 'node:fs'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { asHash, keccak256Hex, type TransactionHash } from '@mvm/protocol'
import { type AppendedBlock, type PoolTransaction, StorageUnit } from '@mvm/storage'
import { makeBlock } from '../chain/makeBlock.ts'
import { makeGenesis } from '../chain/makeGenesis.ts'
import { seededRandom } from '../chain/seededRandom.ts'
import { formatKillLine, type KillLine } from './KillLine.ts'

/**
 * Writes to a storage unit at full speed until it is killed, and says on stdout what it was promised: callers put
 * transactions into the pool, and a sealer moves them from the pool into blocks, with roll-backs that move them
 * back. Arguments: folder, chainId, seed, and the step in whose commit it kills itself (-1: never), which hits
 * commits more surely than a signal from outside.
 */
const [folder = '', chainIdText = '', seedText = '', fatalStepText = ''] = process.argv.slice(2)
/** About what a commit takes here. */
const MAX_COMMIT_MS = 6
const chainId = Number(chainIdText)
const seed = Number(seedText)
const random = seededRandom(seed)
const genesis = makeGenesis(chainId)
const unit = await StorageUnit.open(folder, { chainId, genesis })
const waiting = new Map((await unit.poolTransactions()).map((each) => [each.hash, each]))

function tell(line: KillLine): void {
  writeSync(1, formatKillLine(line))
}

function newTransaction(caller: number, count: number): PoolTransaction {
  const raw = Buffer.from(`${seed}/${caller}/${count}/${'x'.repeat(Math.floor(random() * 100))}`)
  return { hash: asHash<TransactionHash>(keccak256Hex(raw)), raw }
}

async function submitForEver(caller: number): Promise<never> {
  for (let count = 0; ; count++) {
    const transaction = newTransaction(caller, count)
    await unit.putPoolTransactions([transaction])
    tell({ kind: 'accepted', hash: transaction.hash })
    waiting.set(transaction.hash, transaction)
  }
}

/** Kills this process within the next few milliseconds, between any two turns of the event loop. */
async function killSoon(): Promise<never> {
  const end = performance.now() + random() * MAX_COMMIT_MS
  while (performance.now() < end) await nextTurn()
  process.kill(process.pid, 'SIGKILL')
  throw new Error('the process is still alive')
}

async function sealForEver(): Promise<never> {
  for (let step = 0; ; step++) {
    const head = unit.heads().unsafe
    const depth = random() < 0.15 ? Math.min(head.number, 1 + Math.floor(random() * 4)) : 0
    const base = head.number - depth
    const returned: PoolTransaction[] = []
    for (let number = base + 1; number <= head.number; number++) {
      const block = unit.block(number)
      const hashes = block?.transactionHashes() ?? []
      for (const [index, raw] of (block?.transactions ?? []).entries()) {
        if (raw instanceof Uint8Array)
          returned.push({ hash: hashes[index] as TransactionHash, raw })
      }
    }
    let parent: Pick<AppendedBlock, 'header' | 'hash'> | undefined = unit.block(base)
    const candidates = [...waiting.values()].slice(0, Math.floor(random() * 40))
    const blocks: AppendedBlock[] = []
    const nodeCount = Math.floor(random() * 200)
    for (let i = 0; i <= Math.floor(random() * 3) && parent !== undefined; i++) {
      const raws = candidates.filter((_, index) => index % 3 === i).map(({ raw }) => raw)
      const block = makeBlock({ chainId, parent, seed: seed * 10_000 + step, raws, nodeCount })
      blocks.push(block)
      parent = block
    }
    const included = new Set(
      blocks.flatMap(({ receipts }) => receipts.map((r) => r.transactionHash)),
    )
    const last = blocks.at(-1)
    if (last === undefined) throw new Error('no block was made')
    const finalized = unit.heads().finalized.number
    const parentReference = { number: last.header.number - 1, hash: last.header.parentHash }
    tell({ kind: 'sealing', step, number: last.header.number, hash: last.hash })
    if (step === Number(fatalStepText)) void killSoon()
    await unit.commit({
      rollBackTo: base,
      blocks,
      heads: {
        safe: parentReference,
        ...(base < finalized || random() < 0.05 ? { finalized: parentReference } : {}),
      },
      l1Cursor: { l1BlockNumber: last.header.number, l1BlockHash: asHash(last.hash) },
      pool: { put: returned, remove: [...included] },
    })
    tell({ kind: 'sealed', step })
    for (const each of returned) waiting.set(each.hash, each)
    for (const hash of included) waiting.delete(hash)
  }
}

tell({ kind: 'ready' })
await Promise.all([submitForEver(0), submitForEver(1), submitForEver(2), sealForEver()])
