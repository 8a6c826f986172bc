import { deployContracts, L1Client, type L1Receipt } from '@mvm/l1'
import {
  type Address,
  asAddress,
  type Charter,
  type ContractName,
  charterTuple,
  contractArtifact,
  type DeploymentParameters,
  type Hex,
  type L1Contracts,
} from '@mvm/protocol'
import { Interface, MaxUint256 } from 'ethers'
import type { DevnetDac, DevnetRecord } from './DevnetRecord.ts'
import { type DevnetAccount, devnetAccounts } from './devnetAccounts.ts'
import type { Progress } from './progressOnStderr.ts'
import { type L1ContractCall, sendCalls } from './sendCalls.ts'

export interface ProvisionOptions {
  readonly rpcUrl: string
  readonly l1ChainId: number
  readonly l1BlockTimeS: number
  readonly parameters: DeploymentParameters
  readonly dacCount: number
  readonly progress: Progress
  readonly signal: AbortSignal
  /** Told as soon as the contracts stand: nodes can follow L1 from here on. */
  readonly onDeployed: (contracts: L1Contracts) => void
}

const MT = 10n ** 18n
const USER_L1_MT = 10_000n * MT
const USER_L2_MT = 10_000n * MT
const SEQUENCER_STAKE = 100_000n * MT
const DEV_PROFILE = 2n

/** Makes a bare L1 a devnet's L1: contracts, a staked sequencer, DACs, and MT for every user on both sides. */
export async function provisionL1(options: ProvisionOptions): Promise<DevnetRecord> {
  const { progress, signal } = options
  const client = new L1Client({ urls: [options.rpcUrl] })
  const { users, deployer, sequencer } = devnetAccounts()
  const [creator] = users
  if (creator === undefined) throw new RangeError('a devnet has at least one user')

  const contracts = await deployContracts({
    client,
    deployerKey: deployer.privateKey,
    parameters: options.parameters,
    signal,
  })
  progress('the L1 contracts are deployed')
  options.onDeployed(contracts)

  const send = (account: DevnetAccount, calls: readonly L1ContractCall[]) =>
    sendCalls({ client, account, l1ChainId: options.l1ChainId, calls, signal })
  const slugs = Array.from({ length: options.dacCount }, (_, index) =>
    index === 0 ? 'demo' : `demo-${index + 1}`,
  )
  const [, creations] = await Promise.all([
    send(deployer, [
      ...[...users, sequencer].map(({ address }) =>
        call(contracts.metisToken, 'MetisToken', 'transfer', [
          address,
          address === sequencer.address ? SEQUENCER_STAKE : USER_L1_MT,
        ]),
      ),
      call(contracts.metisToken, 'MetisToken', 'approve', [contracts.l1StandardBridge, MaxUint256]),
    ]),
    send(
      creator,
      slugs.map((slug) =>
        call(contracts.comCo, 'ComCo', 'createDAC', [
          slug,
          charterTuple(openCharter(creator.address)),
          DEV_PROFILE,
        ]),
      ),
    ),
  ])
  const dacs = creations.map((receipt, index) => dacOf(receipt, contracts, slugs[index] as string))
  progress(`${dacs.length === 1 ? 'a DAC is' : `${dacs.length} DACs are`} created`)

  await Promise.all([
    send(sequencer, [
      call(contracts.metisToken, 'MetisToken', 'approve', [contracts.sequencerPool, MaxUint256]),
      call(contracts.sequencerPool, 'SequencerPool', 'stake', [SEQUENCER_STAKE]),
    ]),
    send(
      deployer,
      dacs.flatMap(({ chainId }) =>
        users.map(({ address }) =>
          call(contracts.l1StandardBridge, 'L1StandardBridge', 'depositMT', [
            chainId,
            address,
            USER_L2_MT,
          ]),
        ),
      ),
    ),
  ])
  progress('the sequencer has its stake and every account its MT')
  return { l1ChainId: options.l1ChainId, l1BlockTimeS: options.l1BlockTimeS, contracts, dacs }
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

function call(
  to: Address,
  contract: ContractName,
  method: string,
  parameters: readonly unknown[],
): L1ContractCall {
  const { abi } = contractArtifact(contract)
  return { to, data: new Interface(abi).encodeFunctionData(method, parameters) as Hex }
}

function dacOf(receipt: L1Receipt, contracts: L1Contracts, slug: string): DevnetDac {
  const comCo = new Interface(contractArtifact('ComCo').abi)
  const log = receipt.logs.find(({ address }) => asAddress(address) === contracts.comCo)
  const event = log && comCo.parseLog({ topics: [...log.topics], data: log.data as string })
  return { slug, chainId: Number(event?.args.chainId) }
}
