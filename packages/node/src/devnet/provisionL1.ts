import {
  createdDac,
  deployContracts,
  encodeAllocate,
  encodeApprove,
  encodeContractCall,
  encodeCreateDAC,
  encodeDepositMT,
  encodeJoinRangers,
  encodeStake,
  L1Client,
} from '@mvm/l1'
import type { Address, Charter, DeploymentParameters, L1Contracts } from '@mvm/protocol'
import { MaxUint256 } from 'ethers'
import type { DevnetRecord } from './DevnetRecord.ts'
import { type DevnetAccount, devnetAccounts } from './devnetAccounts.ts'
import type { Progress } from './progressOnStderr.ts'
import { type L1ContractCall, sendCalls } from './sendCalls.ts'
import { untilEscrowIsAdmitted } from './untilEscrowIsAdmitted.ts'

export interface ProvisionOptions {
  readonly rpcUrl: string
  readonly l1ChainId: number
  readonly l1BlockTimeS: number
  readonly parameters: DeploymentParameters
  readonly dacCount: number
  /** Wei of MT that is allocated to each DAC here; without it the sequencer's node, which runs already, does so. */
  readonly allocationPerDac?: bigint
  readonly progress: Progress
  readonly signal: AbortSignal
  /** How many accounts stake. @default 1 */
  readonly sequencerCount?: number
  /** How many accounts join the RangerPool. @default 0 */
  readonly rangerCount?: number
  /** Told as soon as the contracts stand: nodes can follow L1 from here on. */
  readonly onDeployed: (contracts: L1Contracts) => void
}

const MT = 10n ** 18n
const USER_L1_MT = 10_000n * MT
const USER_L2_MT = 10_000n * MT
const SEQUENCER_STAKE = 1_000_000n * MT
/** Besides what the DACs' accounts get. */
const SPARE_MT = 10_000_000n * MT

/** Makes a bare L1 a devnet's L1: contracts, a staked sequencer, DACs, and MT for every user on both sides. */
export async function provisionL1(options: ProvisionOptions): Promise<DevnetRecord> {
  const { progress, signal } = options
  const client = new L1Client({ urls: [options.rpcUrl] })
  const { users, deployer } = devnetAccounts()
  const sequencers = devnetAccounts().sequencers.slice(0, options.sequencerCount ?? 1)
  const rangers = devnetAccounts().rangers.slice(0, options.rangerCount ?? 0)
  const [creator] = users
  if (creator === undefined) throw new RangeError('a devnet has at least one user')

  const contracts = await deployContracts({
    client,
    deployerKey: deployer.privateKey,
    parameters: options.parameters,
    metisSupply: SPARE_MT + USER_L2_MT * BigInt(users.length * options.dacCount),
    signal,
  })
  progress('the L1 contracts are deployed')
  options.onDeployed(contracts)
  const { comCo, l1StandardBridge, metisToken, sequencerPool, rangerPool } = contracts
  const approval = (spender: Address): L1ContractCall => ({
    to: metisToken,
    data: encodeApprove({ spender, amount: MaxUint256 }),
  })

  const send = (account: DevnetAccount, calls: readonly L1ContractCall[]) =>
    sendCalls({ client, account, l1ChainId: options.l1ChainId, calls, signal })
  const slugs = Array.from({ length: options.dacCount }, (_, index) =>
    index === 0 ? 'demo' : `demo-${index + 1}`,
  )
  const [, creations] = await Promise.all([
    send(deployer, [
      ...users.map(({ address }) => transferOf(metisToken, address, USER_L1_MT)),
      ...sequencers.map(({ address }) => transferOf(metisToken, address, SEQUENCER_STAKE)),
      ...rangers.map(({ address }) =>
        transferOf(metisToken, address, options.parameters.rangerBond),
      ),
      approval(l1StandardBridge),
    ]),
    send(
      creator,
      slugs.map((slug) => ({
        to: comCo,
        data: encodeCreateDAC({ slug, charter: openCharter(creator.address), profile: 'dev' }),
      })),
    ),
  ])
  const dacs = creations.map((receipt) => {
    const { slug, chainId } = createdDac(contracts, receipt)
    return { slug, chainId }
  })
  progress(`${dacs.length === 1 ? 'a DAC is' : `${dacs.length} DACs are`} created`)

  const { allocationPerDac } = options
  await Promise.all([
    ...sequencers.map((sequencer) =>
      send(sequencer, [
        approval(sequencerPool),
        { to: sequencerPool, data: encodeStake(SEQUENCER_STAKE) },
        ...(allocationPerDac === undefined
          ? []
          : dacs.map(({ chainId }) => ({
              to: sequencerPool,
              data: encodeAllocate({ chainId, amount: allocationPerDac }),
            }))),
      ]),
    ),
    ...rangers.map((ranger) =>
      send(ranger, [approval(rangerPool), { to: rangerPool, data: encodeJoinRangers() }]),
    ),
  ])
  // Before its sequencers are bonded for it, a deposit would be parked.
  const total = USER_L2_MT * BigInt(users.length)
  for (const { chainId } of dacs)
    await untilEscrowIsAdmitted({ client, contracts, signal }, chainId, total)
  await send(
    deployer,
    dacs.flatMap(({ chainId }) =>
      users.map(({ address }) => ({
        to: l1StandardBridge,
        data: encodeDepositMT({ chainId, to: address, amount: USER_L2_MT }),
      })),
    ),
  )
  progress(
    `${sequencers.length === 1 ? 'the sequencer has its' : 'the sequencers have their'} stake and every account its MT`,
  )
  return { l1ChainId: options.l1ChainId, l1BlockTimeS: options.l1BlockTimeS, contracts, dacs }
}

function transferOf(metisToken: Address, to: Address, amount: bigint): L1ContractCall {
  return { to: metisToken, data: encodeContractCall('MetisToken', 'transfer', [to, amount]) }
}

/** The charter of a devnet's DAC: everything is open, and the first user manages it. */
function openCharter(manager: Address): Charter {
  return {
    vision: 'A place to try things out.',
    mission: 'Let anyone deploy and transact on this devnet.',
    permissions: [],
    taxrates: [],
    treasury: manager,
    managementContract: manager,
  }
}
