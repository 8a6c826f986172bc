import { InvalidArgumentError } from 'commander'
import { openDac } from '../../dac/openDac.ts'
import { PreconditionError } from '../../error/PreconditionError.ts'
import { readSyncStatus } from '../../node/readSyncStatus.ts'
import { formatFields } from '../../output/formatFields.ts'
import type { Json } from '../../output/Json.ts'
import { dacOption } from '../../program/dacOption.ts'
import { defineCommand } from '../../program/defineCommand.ts'
import { option } from '../../program/option.ts'

/** `mvm_finalityStatus`'s answer; quantities in hexadecimal. */
interface FinalityAnswer {
  readonly blockNumber: string
  readonly blockHash: string
  readonly level: string
  readonly reasons: readonly string[]
  readonly windowSeconds: string
  readonly withdrawableInSeconds: string | null
  readonly batch: { readonly batchIndex: string; readonly l1TransactionHash: string } | null
  readonly stateBatch: { readonly stateBatchIndex: string } | null
}

/** `mvm finality status`: the heads of a DAC, and how final a block is. */
export const status = defineCommand({
  noun: 'finality',
  verb: 'status',
  summary: "Shows a DAC's unsafe, safe and finalized heads, and how final a block is",
  examples: [
    'finality status --dac demo',
    'finality status --dac demo --block 12',
    'finality status --dac demo --block safe --json',
  ],
  arguments: {},
  options: {
    dac: dacOption,
    block: option.withDefault(
      '--block <block>',
      'number, hash, hash of a transaction, latest, safe or finalized',
      readBlock,
      'latest',
    ),
  },
  async handle(context, { options: { block } }) {
    const node = await openDac(context)
    const { signal } = context
    const heads = await readSyncStatus(node, signal)
    const answer = (await node.request(
      'mvm_finalityStatus',
      [block],
      signal,
    )) as unknown as FinalityAnswer | null
    if (answer === null) {
      throw new PreconditionError({
        code: 'BLOCK_UNKNOWN',
        problem: `the DAC at ${node.url} has no block ${block}; its head is ${heads.unsafe_l2.number}`,
        remedy: 'Name a block that exists: mvm finality status --block latest',
      })
    }
    const { level, reasons, batch, stateBatch } = answer
    const blockNumber = Number(answer.blockNumber)
    const withdrawableInSeconds =
      answer.withdrawableInSeconds === null ? null : Number(answer.withdrawableInSeconds)
    const head = (of: typeof heads.safe_l2): Json => ({ number: of.number, hash: of.hash })
    return {
      data: {
        heads: {
          unsafe: head(heads.unsafe_l2),
          safe: head(heads.safe_l2),
          finalized: head(heads.finalized_l2),
        },
        l1: { head: heads.head_l1.number, current: heads.current_l1.number },
        block: {
          ...{ blockNumber, blockHash: answer.blockHash, level, reasons, withdrawableInSeconds },
          windowSeconds: Number(answer.windowSeconds),
          batchIndex: batch === null ? null : Number(batch.batchIndex),
          l1TransactionHash: batch?.l1TransactionHash ?? null,
          stateBatchIndex: stateBatch === null ? null : Number(stateBatch.stateBatchIndex),
        },
      },
      text: formatFields([
        ['unsafe', heads.unsafe_l2.number],
        ['safe', heads.safe_l2.number],
        ['finalized', heads.finalized_l2.number],
        ['L1', `block ${heads.head_l1.number}, derived through ${heads.current_l1.number}`],
        [`block ${blockNumber}`, level],
        ['in batch', batch === null ? undefined : Number(batch.batchIndex)],
        ['in state batch', stateBatch === null ? undefined : Number(stateBatch.stateBatchIndex)],
        [
          'withdrawable in',
          withdrawableInSeconds === null || level === 'withdrawable'
            ? undefined
            : `${withdrawableInSeconds} s`,
        ],
        ...reasons.map((reason) => ['waits', reason] as const),
      ]),
    }
  },
})

function readBlock(text: string): string {
  if (/^(latest|safe|finalized|earliest|0x[0-9a-fA-F]{64})$/.test(text)) return text
  if (/^\d+$/.test(text) || /^0x[0-9a-fA-F]{1,13}$/.test(text)) {
    const number = Number(text)
    if (Number.isSafeInteger(number)) return `0x${number.toString(16)}`
  }
  throw new InvalidArgumentError('A block is a number, a hash, or latest, safe, finalized.')
}
