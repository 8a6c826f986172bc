import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { TransactionHash } from '@mvm/protocol'
import { type BlockReference, StorageUnit } from '@mvm/storage'
import { expect } from 'vitest'
import { seededRandom } from '../chain/seededRandom.ts'
import { type KillLine, parseKillLine } from './KillLine.ts'

const PROGRAM = fileURLToPath(new URL('./writerProcess.ts', import.meta.url))
const MAX_LIFE_MS = 250
/** Blocks below the head that are verified after each kill; all of them are after the last. */
const VERIFIED_BLOCKS = 400

export interface KillTally {
  killCount: number
  /** Kills that hit a commit between its beginning and its acknowledgement. */
  duringCommitCount: number
  /** Of those, commits that are on disk nevertheless. */
  unacknowledgedCommitCount: number
  acceptedCount: number
  sealedCount: number
}

/**
 * Kills a writing process again and again on one folder. After each kill the storage must open, its head be the
 * last one acknowledged or the one in the making, every block down from it be whole, and every transaction ever
 * accepted be in the chain or in the pool, and not in both.
 */
export async function killRepeatedly(
  folder: string,
  chainId: number,
  killCount: number,
  seed: number,
): Promise<KillTally> {
  const random = seededRandom(seed)
  const accepted = new Set<TransactionHash>()
  const tally: KillTally = {
    killCount: 0,
    duringCommitCount: 0,
    unacknowledgedCommitCount: 0,
    acceptedCount: 0,
    sealedCount: 0,
  }
  let head: BlockReference | undefined
  for (let round = 0; round < killCount; round++) {
    const fatalStep = round % 3 === 0 ? -1 : 1 + Math.floor(random() * 12)
    const lifeMs = fatalStep < 0 ? random() * MAX_LIFE_MS : undefined
    const lines = await runAndKill([folder, chainId, seed * 1000 + round, fatalStep], lifeMs)
    tally.killCount++
    let inTheMaking: BlockReference | undefined
    for (const line of lines) {
      if (line.kind === 'accepted') accepted.add(line.hash)
      if (line.kind === 'sealing') inTheMaking = { number: line.number, hash: line.hash }
      if (line.kind === 'sealed') {
        head = inTheMaking
        inTheMaking = undefined
        tally.sealedCount++
      }
    }
    const isLastRound = round === killCount - 1
    const found = await check(folder, chainId, accepted, isLastRound)
    if (inTheMaking !== undefined) tally.duringCommitCount++
    if (found.hash === inTheMaking?.hash) tally.unacknowledgedCommitCount++
    else if (head !== undefined) expect(found).toEqual(head)
    head = found
  }
  tally.acceptedCount = accepted.size
  return tally
}

/** All that the process said before it was killed: `lifeMs` after it had begun to write, or by itself. */
async function runAndKill(
  programArguments: readonly (string | number)[],
  lifeMs: number | undefined,
): Promise<KillLine[]> {
  const child = spawn(process.execPath, [PROGRAM, ...programArguments.map(String)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  let complaint = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint += text
  })
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text
  })
  if (lifeMs !== undefined) {
    child.stdout.once('data', () => setTimeout(() => child.kill('SIGKILL'), lifeMs))
  }
  const [code, signal] = await once(child, 'close')
  if (signal !== 'SIGKILL') throw new Error(`the writer ended by itself (${code}): ${complaint}`)
  return output.split('\n').slice(0, -1).map(parseKillLine)
}

async function check(
  folder: string,
  chainId: number,
  accepted: ReadonlySet<TransactionHash>,
  isThorough: boolean,
): Promise<BlockReference> {
  const unit = await StorageUnit.open(folder, { chainId })
  try {
    const { unsafe, safe } = unit.heads()
    const downTo = isThorough ? 0 : Math.max(0, unsafe.number - VERIFIED_BLOCKS)
    expect((await unit.verify({ downTo })).problems).toEqual([])
    expect(unit.l1Cursor()?.l1BlockHash ?? unsafe.hash).toBe(unsafe.hash)
    expect(safe.number).toBe(Math.max(0, unsafe.number - 1))
    const inPool = new Set((await unit.poolTransactions()).map(({ hash }) => hash))
    const lost = [...accepted].filter(
      (hash) => inPool.has(hash) === isInChain(unit, hash, unsafe.number),
    )
    expect(lost).toEqual([])
    return unsafe
  } finally {
    await unit.close()
  }
}

function isInChain(unit: StorageUnit, hash: TransactionHash, headNumber: number): boolean {
  const located = unit.receipt(hash)
  return located !== undefined && located.blockNumber <= headNumber
}
