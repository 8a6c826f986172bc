import { isDeepStrictEqual } from 'node:util'
import { type ContractSource, type Game, readDisputeMoves, readGame, readGameSides } from '@mvm/l1'
import { rpcCall } from '../../bench/rpcBatch.ts'

/** What a node was heard to say of a game, whether it is what L1 says of it at the same time. */
export interface ToldGame {
  /** `mvm_getDispute`, field by field. */
  readonly standing: boolean
  /** `mvm_disputeTree`, move by move. */
  readonly tree: boolean
}

/**
 * Asks a node for a game, and holds every field of its answers against L1; `null` when the game went on while it was
 * asked.
 */
export async function tellsGame(
  rpcUrl: string,
  source: ContractSource,
  disputeId: number,
): Promise<ToldGame | null> {
  const before = await expectedAnswers(source, disputeId)
  const id = quantity(disputeId)
  const [standing, tree] = [
    await rpcCall(rpcUrl, 'mvm_getDispute', id),
    await rpcCall(rpcUrl, 'mvm_disputeTree', id),
  ]
  const after = await expectedAnswers(source, disputeId)
  if (!isDeepStrictEqual(before, after)) return null
  return {
    standing: isDeepStrictEqual(standing, after.standing),
    tree: isDeepStrictEqual(tree, after.tree),
  }
}

async function expectedAnswers(source: ContractSource, disputeId: number) {
  const { signal } = source
  const game = await readGame(source, disputeId)
  const head = await source.client.block('latest', signal === undefined ? {} : { signal })
  const range = { from: game.openedAtBlock, to: head?.number ?? game.openedAtBlock }
  const moves = await readDisputeMoves(source, disputeId, range)
  return { standing: await standingOf(source, game), tree: treeOf(game, moves) }
}

async function standingOf(source: ContractSource, game: Game) {
  const { asserterSeconds, challengerSeconds, delegate } = await readGameSides(source, game)
  const { position, round, startHash, endHash } = game.segment
  return {
    ...{ disputeId: quantity(game.disputeId), stateBatchIndex: quantity(game.stateBatchIndex) },
    ...{ blockNumber: quantity(game.blockNumber), openedAt: quantity(game.openedAt) },
    ...{ openedAtL1Block: quantity(game.openedAtBlock), phase: game.phase },
    ...{ isResolved: game.isResolved, deadline: game.deadline && quantity(game.deadline) },
    ...{ round: quantity(round), bond: quantity(game.bond) },
    segment: {
      ...{ position: quantity(position), startHash, endHash, segmentHash: game.segmentHash },
    },
    ...{ challenger: game.challenger, asserter: game.asserter, defender: game.defender, delegate },
    ...{ asserterSeconds: quantity(asserterSeconds) },
    ...{ challengerSeconds: quantity(challengerSeconds), agreedRoot: game.agreedRoot },
    ...{ claimedRoot: game.claimedRoot, challengerRoot: game.challengerRoot },
  }
}

type Moves = Awaited<ReturnType<typeof readDisputeMoves>>

function treeOf({ disputeId, blockNumber }: Game, moves: Moves) {
  const rounds: Record<string, unknown>[] = []
  const ends: Record<string, unknown> = { executed: null, decided: null, resolved: null }
  for (const move of moves) {
    const l1BlockNumber = quantity(move.l1BlockNumber)
    if (move.kind === 'cut') {
      const { defender, stateHashes } = move
      rounds.push({
        ...{ round: quantity(move.round), position: quantity(move.position), pick: null },
        cut: { defender, stateHashes, l1BlockNumber },
      })
    } else if (move.kind === 'picked') {
      const { startHash, endHash } = move
      const [part, position] = [quantity(move.part), quantity(move.position)]
      // Each pick follows the cut that it picks from.
      const last = rounds.at(-1)
      if (last !== undefined) last.pick = { part, position, startHash, endHash, l1BlockNumber }
    } else if (move.kind === 'executed') {
      const { postHash } = move
      const [position, moduleId] = [quantity(move.position), quantity(move.moduleId)]
      ends.executed = { position, moduleId, postHash, l1BlockNumber }
    } else if (move.kind === 'decided') ends.decided = { phase: move.phase, l1BlockNumber }
    else if (move.kind === 'resolved') {
      const [slashed, reward] = [quantity(move.slashed), quantity(move.reward)]
      ends.resolved = { phase: move.phase, slashed, reward, l1BlockNumber }
    }
  }
  return {
    ...{ disputeId: quantity(disputeId), blockNumber: quantity(blockNumber), rounds },
    ...ends,
  }
}

function quantity(value: number | bigint): string {
  return `0x${value.toString(16)}`
}
