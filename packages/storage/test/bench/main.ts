import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Address, asAddress, type Hash, type Hex, keccak256Hex } from '@mvm/protocol'
import { type AppendedBlock, StorageUnit } from '@mvm/storage'
import { makeBlock } from '../chain/makeBlock.ts'
import { makeGenesis } from '../chain/makeGenesis.ts'

/**
 * Measures a storage unit and prints one line a number: `node packages/storage/test/bench/main.ts`.
 * Figures depend on the machine; compare runs of the same one.
 */
const chainId = 1088
const folder = await mkdtemp(join(tmpdir(), 'mvm-storage-bench-'))
const genesis = makeGenesis(chainId)
const token = addressOf(1)

function addressOf(n: number): Address {
  return asAddress(keccak256Hex(Uint8Array.of(n >> 8, n & 255)).slice(0, 42))
}

function print(what: string, value: string): void {
  process.stdout.write(`${what.padEnd(72)} ${value}\n`)
}

function percentile(samples: number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

async function measureCommits(sync: boolean): Promise<void> {
  const unit = await StorageUnit.open(join(folder, `commit-${sync}`), { chainId, genesis, sync })
  let parent: Pick<AppendedBlock, 'header' | 'hash'> = genesis
  const durations: number[] = []
  const blocking: number[] = []
  for (let seed = 0; seed < 60; seed++) {
    const block = makeBlock({
      chainId,
      parent,
      seed,
      transactionCount: 500,
      logAddresses: [token],
      topics: [keccak256Hex(Uint8Array.of(seed))],
      nodeCount: 2000,
    })
    const start = performance.now()
    const cpu = process.cpuUsage()
    await unit.commit({
      blocks: [block],
      pool: { remove: block.receipts.map((r) => r.transactionHash) },
    })
    durations.push(performance.now() - start)
    const used = process.cpuUsage(cpu)
    blocking.push((used.user + used.system) / 1000)
    parent = block
  }
  const label = `commit, 500 transfers, 2,000 nodes${sync ? ', sync' : ''}`
  print(
    label,
    `p50 ${percentile(durations, 0.5).toFixed(1)} ms, p95 ${percentile(durations, 0.95).toFixed(1)} ms, CPU ${percentile(blocking, 0.5).toFixed(1)} ms`,
  )
  const block = unit.block(30)
  const hashes = block?.transactionHashes() ?? []
  time('block(n) of 500 transactions', 200, (i) => unit.block(1 + (i % 60)))
  time('receipts(n) of 500 transactions', 100, (i) => unit.receipts(1 + (i % 60)))
  time('receipt(hash) of a block of 500', 500, (i) => unit.receipt(hashes[i % 500] as never))
  time('transactionLocation(hash)', 5000, (i) => unit.transactionLocation(hashes[i % 500] as never))
  time('header(n)', 5000, (i) => unit.header(1 + (i % 60)))
  time('heads()', 5000, () => unit.heads())
  await unit.close()
}

function time(what: string, count: number, run: (i: number) => unknown): void {
  for (let i = 0; i < Math.min(count, 50); i++) run(i)
  const start = performance.now()
  for (let i = 0; i < count; i++) run(i)
  print(`  ${what}`, `${(((performance.now() - start) * 1000) / count).toFixed(1)} µs`)
}

async function measureState(): Promise<void> {
  const path = join(folder, 'state')
  const unit = await StorageUnit.open(path, { chainId, genesis })
  const hashes: Hash[] = []
  let parent: Pick<AppendedBlock, 'header' | 'hash'> = genesis
  for (let seed = 0; seed < 100; seed++) {
    const block = makeBlock({ chainId, parent, seed, nodeCount: 2000, nodeSize: 300 })
    hashes.push(...block.changes.nodes.keys())
    await unit.commit({ blocks: [block] })
    parent = block
  }
  await unit.close()
  const cold = await StorageUnit.open(path, { chainId, genesis })
  const pick = (i: number) => hashes[(i * 7919) % hashes.length] as Hash
  print('trie nodes: 200,000 of 300 bytes', '')
  time('trieNode, not in the cache', 50_000, (i) => cold.trieNode(pick(i)))
  const few = Array.from({ length: 1000 }, (_, i) => pick(i))
  time('trieNode, in the cache', 50_000, (i) => cold.trieNode(few[i % 1000] as Hash))
  await cold.close()
}

async function measureLogs(): Promise<void> {
  const unit = await StorageUnit.open(join(folder, 'logs'), { chainId, genesis })
  const topic = (n: number): Hex => keccak256Hex(Uint8Array.of(9, n >> 8, n & 255))
  let parent: Pick<AppendedBlock, 'header' | 'hash'> = genesis
  const rare = addressOf(7)
  for (let from = 1; from <= 10_000; from += 100) {
    const blocks = Array.from({ length: 100 }, (_, i) => {
      const number = from + i
      const block = makeBlock({
        chainId,
        parent,
        seed: number,
        transactionCount: 20,
        logAddresses: number % 1000 === 0 ? [token, rare] : [token, addressOf(100 + (number % 50))],
        topics: [topic(number % 500)],
        nodeCount: 1,
      })
      parent = block
      return block
    })
    await unit.commit({ blocks })
  }
  print('logs over 10,000 blocks with 20 logs each', '')
  const all = { fromBlock: 0, toBlock: 10_000 }
  const limit = 1_000_000
  const queries = {
    'an address in 10 blocks': { ...all, addresses: [rare] },
    'an address in 200 blocks': { ...all, addresses: [addressOf(110)] },
    'an address in every block and a topic in 20': {
      ...all,
      addresses: [token],
      topics: [[], [topic(3)]],
    },
    'a topic in 20 blocks, any address': { ...all, topics: [[], [topic(3)]] },
    'an unknown topic': { ...all, topics: [[topic(9999)]] },
    'an address in every block (100,000 logs)': { ...all, addresses: [token] },
  }
  for (const [what, filter] of Object.entries(queries)) {
    await unit.logs(filter, { limit })
    const start = performance.now()
    const { logs } = await unit.logs(filter, { limit })
    print(`  ${what}`, `${(performance.now() - start).toFixed(1)} ms, ${logs.length} logs`)
  }
  const start = performance.now()
  const report = await unit.verify()
  print(
    'verify 10,000 blocks, 200,000 transactions',
    `${(performance.now() - start).toFixed(0)} ms, ${report.problems.length} problems`,
  )
  await unit.close()
}

async function measurePool(): Promise<void> {
  for (const sync of [false, true]) {
    const unit = await StorageUnit.open(join(folder, `pool-${sync}`), { chainId, genesis, sync })
    const raw = new Uint8Array(110)
    const count = sync ? 2000 : 20_000
    const start = performance.now()
    await Promise.all(
      Array.from({ length: 50 }, async (_, caller) => {
        for (let i = caller; i < count; i += 50) {
          const hash = keccak256Hex(Uint8Array.of(i >> 16, i >> 8, i & 255))
          await unit.putPoolTransactions([{ hash: hash as never, raw }])
        }
      }),
    )
    const seconds = (performance.now() - start) / 1000
    print(
      `putPoolTransactions, 50 callers${sync ? ', sync' : ''}`,
      `${(count / seconds).toFixed(0)} a second`,
    )
    await unit.close()
  }
}

try {
  await measureCommits(false)
  await measureCommits(true)
  await measureState()
  await measureLogs()
  await measurePool()
} finally {
  await rm(folder, { recursive: true, force: true })
}
