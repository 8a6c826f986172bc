import { writeFileSync } from 'node:fs'
import { encodeProveStep } from '@mvm/l1'
import { readText } from '../../argument/readText.ts'
import { disputeArgument } from '../../dispute/disputeArgument.ts'
import { requireGame } from '../../dispute/requireGame.ts'
import { traceDataOption } from '../../dispute/traceDataOption.ts'
import { traceOfGame } from '../../dispute/traceOfGame.ts'
import { FileUnusableError } from '../../error/FileUnusableError.ts'
import { PreconditionError } from '../../error/PreconditionError.ts'
import { UsageError } from '../../error/UsageError.ts'
import { connectL1 } from '../../l1/connectL1.ts'
import { sendL1Calls } from '../../l1/sendL1Calls.ts'
import { formatFields } from '../../output/formatFields.ts'
import { defineCommand } from '../../program/defineCommand.ts'
import { option } from '../../program/option.ts'
import { sendingOptions } from '../../program/sendingOptions.ts'

/** `mvm dispute step`: the step that is left of a game. */
export const step = defineCommand({
  noun: 'dispute',
  verb: 'step',
  summary: 'Shows the step to which a game has led, or has L1 execute it',
  examples: [
    'dispute step 0',
    'dispute step 0 --tape step.bin --json',
    'dispute step 0 --prove --private-key 0x…',
  ],
  notes: ['Computed from L1 alone. Anybody can prove it, for as long as the game is not decided.'],
  arguments: { disputeId: disputeArgument },
  options: {
    tape: option.optional('--tape <file>', 'write there what L1 reads, as bytes', readText),
    prove: option.flag('--prove', 'have L1 execute it, which decides the game'),
    data: traceDataOption,
    ...sendingOptions,
  },
  async handle(context, { arguments: { disputeId }, options }) {
    if (!options.prove && (options.dryRun || options.calldata)) {
      throw new UsageError({
        problem: `${options.dryRun ? '--dry-run' : '--calldata'} is about what is sent to L1, and nothing is without --prove`,
        remedy: `Run: mvm dispute step ${disputeId} --prove ${options.dryRun ? '--dry-run' : '--calldata'}`,
      })
    }
    const l1 = await connectL1(context)
    const game = await requireGame(l1, disputeId)
    const { offsetOf, ROUNDS, slotOf } = await import('@mvm/fraud-proof')
    if (game.segment.round < ROUNDS || (options.prove && game.phase !== 'step')) {
      throw new PreconditionError({
        code: 'NOT_ONE_STEP',
        problem:
          game.segment.round < ROUNDS
            ? `dispute ${disputeId} has not led to one step: ${game.segment.round} of ${ROUNDS} picks are made, its phase is ${game.phase}`
            : `dispute ${disputeId} is decided: ${game.phase}`,
        remedy: `Run: mvm dispute show ${disputeId}`,
      })
    }
    const { trace, close } = await traceOfGame(context, l1, game, { data: options.data })
    const { position, startHash, endHash } = game.segment
    let left: Awaited<ReturnType<typeof trace.stepAt>>
    try {
      left = await trace.stepAt(position)
    } finally {
      await close()
    }
    const { kind, opcode, opcodeName, preHash, postHash, module, moduleId, tape } = left
    // Who accepted another beginning has left the true trace, and nobody can prove a step from there.
    const isProvable = preHash === startHash
    const winner = isProvable ? (postHash === endHash ? 'asserter' : 'challenger') : null
    if (options.tape !== undefined) writeTape(options.tape, tape)
    let l1TransactionHash: string | null = null
    if (options.prove) {
      if (!isProvable) {
        throw new PreconditionError({
          code: 'STEP_NOT_PROVABLE',
          problem: `dispute ${disputeId} begins its last step with ${startHash}, and the true trace has ${preHash} there`,
          remedy: 'Nobody can prove it: the asserter loses when its clock has run out.',
        })
      }
      const data = encodeProveStep({ disputeId, moduleId, tape })
      const outcome = await sendL1Calls(context, l1, options, {
        last: {
          call: { to: l1.contracts.disputeGame, data, value: 0n },
          what: `proving the step of dispute ${disputeId}`,
        },
        action: `prove the step of dispute ${disputeId}`,
        facts: [
          ['step', kind],
          ['wins', winner ?? 'nobody'],
        ],
      })
      if (outcome.shown) return outcome.shown
      l1TransactionHash = outcome.receipt.transactionHash
    }
    const at = { position, slot: slotOf(position), step: offsetOf(position) }
    return {
      data: {
        ...{ disputeId, ...at, kind, opcode: opcode ?? null, opcodeName: opcodeName ?? null },
        ...{ preHash, postHash, claimedPostHash: endHash, isProvable, winner },
        ...{ module, moduleId, tapeLength: tape.length, l1TransactionHash },
      },
      text: formatFields([
        ['step', `slot ${at.slot}, step ${at.step} (position ${position})`],
        ['kind', kind],
        ['opcode', opcode === undefined ? undefined : (opcodeName ?? `0x${opcode.toString(16)}`)],
        ['module', `${module} (${moduleId})`],
        ['state before', preHash],
        ['state after', postHash],
        ['asserted', endHash],
        ['tape', `${tape.length} bytes`],
        [
          'proves',
          isProvable ? `that the ${winner} has won` : 'nothing: the game has left the trace',
        ],
        ['L1 transaction', l1TransactionHash ?? undefined],
      ]),
      next:
        game.phase !== 'step' || options.prove
          ? [`mvm dispute show ${disputeId}`]
          : [`mvm dispute step ${disputeId} --prove`],
    }
  },
})

function writeTape(path: string, tape: Uint8Array): void {
  try {
    writeFileSync(path, tape)
  } catch (cause) {
    throw new FileUnusableError({ path, action: 'written', cause })
  }
}
