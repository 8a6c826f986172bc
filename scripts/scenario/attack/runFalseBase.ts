import { setTimeout as delay } from 'node:timers/promises'
import {
  encodeClaimTimeout,
  type Game,
  L1Client,
  readDisputeCount,
  readDisputeCredit,
  readGame,
  readSequencerStanding,
  readStateTip,
} from '@mvm/l1'
import { devnetAccounts, type NodeProcess } from '@mvm/node'
import { type OutputRootPreimage, toHex } from '@mvm/protocol'
import { rpcCall } from '../../bench/rpcBatch.ts'
import { chainGoesOn } from '../dispute/chainGoesOn.ts'
import { HonestSequencer } from '../dispute/HonestSequencer.ts'
import { untilAsserted } from '../dispute/untilAsserted.ts'
import { DevnetStage } from '../ranger/DevnetStage.ts'
import { quietBlock, setStage } from '../ranger/faultStories.ts'
import { startLyingDevnet, WRONG_BLOCK } from '../ranger/startLyingDevnet.ts'
import { tellLie } from '../ranger/tellLie.ts'
import { Attacker } from './Attacker.ts'
import { AttackGround, CHALLENGERS_FAULT } from './AttackGround.ts'
import { inventedRoot } from './LiarsTrace.ts'
import { lyingOpening } from './lyingOpening.ts'
import { firstPart } from './PickRule.ts'
import { readGas } from './readGas.ts'
import { readPreimage } from './readPreimage.ts'
import type { AttackScenarioOptions } from './runAttackScenario.ts'

/** The name of this one among attacks. */
export const FALSE_BASE = 'false-base'

const POLL_MS = 200
const SCENARIO_TIMEOUT_MS = 600_000
/** In which an asserter that minds nothing asserts what is safe many times over. */
const TEMPTATION_MS = 20_000

export interface FalseBaseVerdict {
  readonly scenario: string
  readonly attack: string
  readonly game: Pick<Game, 'disputeId' | 'blockNumber' | 'stateBatchIndex' | 'phase'>
  readonly checks: Readonly<Record<string, boolean>>
  readonly passed: boolean
}

/**
 * A liar asserts wrong roots while nobody looks, and waits for an honest sequencer to assert right ones behind them: what
 * is right does not follow from what is wrong, so that whoever disputes the first of them wins.
 */
export async function runFalseBase(options: AttackScenarioOptions): Promise<FalseBaseVerdict> {
  const { progress = () => undefined } = options
  const signal = AbortSignal.any([options.signal, AbortSignal.timeout(SCENARIO_TIMEOUT_MS)])
  const devnet = await startLyingDevnet({ fault: CHALLENGERS_FAULT, progress, signal })
  const [ranger] = devnet.rangers
  let node: NodeProcess | undefined
  let attacker: Attacker | undefined
  const pause = () => delay(POLL_MS, undefined, { signal })
  try {
    const stage = await setStage(new DevnetStage(devnet, signal))
    const { chainId } = stage.chain
    const client = new L1Client({ urls: [devnet.l1.rpcUrl] })
    const source = { client, contracts: devnet.record.contracts, signal }
    const ground = new AttackGround(devnet, stage, { progress, signal })
    const honest = new HonestSequencer({ devnet, chainId, source })
    const { address } = honest.account
    await honest.stake()
    process.kill(ranger?.pid as number, 'SIGSTOP')
    await tellLie(CHALLENGERS_FAULT, stage)
    await untilAsserted(source, chainId, WRONG_BLOCK)
    progress('wrong roots stand on L1, and the ranger sleeps')
    // Nobody else can tell them.
    const lies = new Map<number, OutputRootPreimage>()
    for (let number = WRONG_BLOCK; number <= (await stage.chain.headNumber()); number++) {
      lies.set(number, await readPreimage(stage.chain.rpcUrl, number))
    }
    await Promise.all([...devnet.sequencers.map((liar) => liar.stop()), honest.untilDrawable()])
    const tip = await readStateTip(source, chainId)
    const head = await client.block('latest', { signal })
    const moneyBefore = await client.balance(address, head?.number ?? 'latest', { signal })
    const standing = await readSequencerStanding(source, chainId, address)
    node = await honest.start(devnet.rpcUrl)
    const { chain, alice } = stage
    await untilTaken(async () => {
      // Of a chain that is still being derived the nonce is an old one.
      alice.nonce = await chain.nonce(alice.address)
      const [raw = new Uint8Array()] = quietBlock(stage).transactions ?? []
      await rpcCall(chain.rpcUrl, 'eth_sendRawTransaction', toHex(raw))
    })
    progress('an honest sequencer goes on with the DAC')
    await untilSafe(tip.nextBlock)
    await delay(TEMPTATION_MS, undefined, { signal })
    const tempted = (await readStateTip(source, chainId)).nextBlock > tip.nextBlock
    if (tempted) {
      progress('it has asserted right roots behind the wrong ones, and is attacked')
      attacker = new Attacker(ground, devnet.users[2] as (typeof devnet.users)[0])
      await attack(attacker)
    }
    process.kill(ranger?.pid as number, 'SIGCONT')
    progress('the ranger wakes')
    const game = await untilResolved()
    const wentOn = await chainGoesOn(stage, game, source, address)
    while ((await readDisputeCredit(source, address)) > 0n) await pause()
    const end = await client.block('latest', { signal })
    const moneyAfter = await client.balance(address, end?.number ?? 'latest', { signal })
    const gas = await readGas(source, (head?.number ?? 0) + 1, end?.number ?? 0)
    const standingAfter = await readSequencerStanding(source, chainId, address)
    const { disputeId, blockNumber, stateBatchIndex, phase } = game
    const checks = {
      'nothing was asserted behind the wrong roots while they stood': !tempted,
      'nobody has disputed anything of the honest asserter’s': await isNeverDisputed(),
      'the wrong roots are deleted': phase === 'challenger-won' && blockNumber === WRONG_BLOCK,
      ...wentOn.checks,
      'the honest asserter’s stake is as it was':
        standingAfter.stake === standing.stake && standingAfter.bond === standing.bond,
      'and its money, but for L1’s gas':
        moneyAfter - moneyBefore + (gas.get(address)?.all ?? 0n) === 0n,
    }
    return {
      ...{ scenario: `attack/${FALSE_BASE}`, attack: FALSE_BASE },
      game: { disputeId, blockNumber, stateBatchIndex, phase },
      checks,
      passed: Object.values(checks).every((holds) => holds),
    }

    /** By the honest sequencer, once it has caught up with L1. */
    async function untilTaken(send: () => Promise<void>): Promise<void> {
      for (; ; await pause()) {
        try {
          return await send()
        } catch {
          signal.throwIfAborted()
        }
      }
    }

    async function untilSafe(blockNumber: number): Promise<void> {
      for (; ; await pause()) {
        const safe = (await rpcCall(chain.rpcUrl, 'eth_getBlockByNumber', 'safe', false)) as {
          readonly number: string
        } | null
        if (Number(safe?.number ?? 0) >= blockNumber) return
      }
    }

    /** Disputes the first right root; its trace does not begin where L1 begins. */
    async function attack(one: Attacker): Promise<void> {
      const subject = await lyingOpening(
        ground,
        tip.nextBlock,
        inventedRoot('false base'),
        lies.get(tip.nextBlock - 1),
      )
      const disputeId = await one.open(subject)
      const playing = one.play(disputeId, { pick: firstPart })
      for (let game = await readGame(source, disputeId); game.deadline !== null; ) {
        await pause()
        game = await readGame(source, disputeId)
        const now = (await client.block('latest', { signal }))?.timestamp ?? 0
        if (now > (game.deadline ?? now)) await one.send(encodeClaimTimeout(disputeId))
      }
      progress(`the attack has ended: ${(await readGame(source, disputeId)).phase}`)
      await playing
    }

    async function untilResolved(): Promise<Game> {
      for (; ; await pause()) {
        for (let id = (await readDisputeCount(source)) - 1; id >= 0; id--) {
          const game = await readGame(source, id)
          if (game.isResolved && game.blockNumber === WRONG_BLOCK) return game
        }
      }
    }

    async function isNeverDisputed(): Promise<boolean> {
      for (let id = (await readDisputeCount(source)) - 1; id >= 0; id--) {
        if ((await readGame(source, id)).asserter === address) return false
      }
      return devnetAccounts().sequencers.some((one) => one.address === address)
    }
  } finally {
    await attacker?.stop()
    await node?.stop()
    await devnet.stop()
  }
}
