import { setTimeout as delay } from 'node:timers/promises'
import type { FaultName } from '@mvm/execution'
import { L1Client, readDisputeCredit } from '@mvm/l1'
import { devnetAccounts, type NodeProcess, type Progress } from '@mvm/node'
import { DevnetStage } from '../ranger/DevnetStage.ts'
import { setStage } from '../ranger/faultStories.ts'
import { readGameLogs } from '../ranger/readGameLogs.ts'
import { startLyingDevnet, WRONG_BLOCK } from '../ranger/startLyingDevnet.ts'
import { tellLie } from '../ranger/tellLie.ts'
import { chainGoesOn } from './chainGoesOn.ts'
import type { DisputeVerdict } from './DisputeVerdict.ts'
import { HonestSequencer } from './HonestSequencer.ts'
import { judgeDispute } from './judgeDispute.ts'
import { readMoney } from './readMoney.ts'
import { type ToldGame, tellsGame } from './tellsGame.ts'
import { tellsLastStep } from './tellsLastStep.ts'
import { traceAgain } from './traceAgain.ts'
import { untilResolved } from './untilResolved.ts'

const POLL_MS = 200
const SCENARIO_TIMEOUT_MS = 300_000

export interface DisputeScenarioOptions {
  readonly signal: AbortSignal
  readonly progress?: Progress
}

/**
 * A devnet whose sequencer lies in one block of one DAC and stands by it, step by step, until L1 has decided; then
 * somebody else goes on with the DAC from what is true. What the game was about is computed once more from L1.
 */
export async function runDisputeScenario(
  fault: FaultName,
  options: DisputeScenarioOptions,
): Promise<DisputeVerdict> {
  const { progress = () => undefined } = options
  const signal = AbortSignal.any([options.signal, AbortSignal.timeout(SCENARIO_TIMEOUT_MS)])
  const devnet = await startLyingDevnet({ fault, progress, signal })
  let honestNode: NodeProcess | undefined
  try {
    const stage = await setStage(new DevnetStage(devnet, signal))
    const { chainId, creation } = stage.chain
    const client = new L1Client({ urls: [devnet.l1.rpcUrl] })
    const source = { client, contracts: devnet.record.contracts, signal }
    const honest = new HonestSequencer({ devnet, chainId, source })
    await honest.stake()
    const { sequencers, rangers } = devnetAccounts()
    const [ranger] = rangers
    if (ranger === undefined) throw new Error('a devnet has accounts of rangers')
    const sides = { challenger: ranger.address, asserter: sequencers[0].address }
    const before = await readMoney(source, chainId, sides)

    await tellLie(fault, stage)
    progress(`the sequencer has block ${WRONG_BLOCK}, which is wrong`)
    const { derivedRpcUrl } = stage.chain
    const told: ToldGame[] = []
    const game = await untilResolved(source, async ({ disputeId, segment }) => {
      progress(`dispute ${disputeId}: ${segment.round} picks made, at position ${segment.position}`)
      const now = await tellsGame(derivedRpcUrl, source, disputeId)
      if (now !== null) told.push(now)
    })
    progress(`dispute ${game.disputeId} on block ${game.blockNumber} has ended: ${game.phase}`)

    await Promise.all([...devnet.sequencers.map((liar) => liar.stop()), honest.untilDrawable()])
    honestNode = await honest.start(devnet.rpcUrl)
    progress('an honest sequencer derives the DAC from L1')
    const wentOn = await chainGoesOn(stage, game, source, honest.account.address)
    progress('the roots are asserted again, and the chain goes on')

    const logs = await readGameLogs(source, game)
    const traced = await traceAgain({
      ...{ fault, fromBlock: WRONG_BLOCK, game, logs, creation, source },
      dataFolder: devnet.dataFolder,
    })
    const inTheEnd = await tellsGame(derivedRpcUrl, source, game.disputeId)
    const nodeTells = {
      'a node told how the game stood, while it went on and in the end':
        told.length > 0 && [...told, inTheEnd].every((answer) => answer?.standing),
      'and all moves that were made': [...told, inTheEnd].every((answer) => answer?.tree),
      ...(await tellsLastStep(derivedRpcUrl, devnet.l1.rpcUrl, source, { game, logs, traced })),
    }
    progress('a node has been asked for the game and its last step')
    while ((await readDisputeCredit(source, game.challenger)) > 0n) {
      await delay(POLL_MS, undefined, { signal })
    }
    const after = await readMoney(source, chainId, sides)
    const played = { fault, game, logs, traced, nodeTells, wentOn, before, after }
    return await judgeDispute({ ...played, honest: honest.account.address }, source)
  } finally {
    await honestNode?.stop()
    await devnet.stop()
  }
}
