import { setTimeout as sleep } from 'node:timers/promises'
import {
  type Charter,
  type ContractName,
  contractArtifact,
  type DeploymentParameters,
  devParameters,
  type L1Contracts,
} from '@mvm/protocol'
import { Contract, JsonRpcProvider, type TransactionReceipt, Wallet } from 'ethers'
import { contractAddress } from '../../src/contract/contractAddress.ts'
import { deployContracts } from '../../src/index.ts'
import { Anvil, anvilAccounts } from '../anvil.ts'

const [{ privateKey }] = anvilAccounts as [(typeof anvilAccounts)[number]]

/** The contracts on an anvil of their own that mines on demand, and one account that does everything. */
export class TestDeployment {
  readonly contracts: L1Contracts
  readonly provider: JsonRpcProvider
  readonly wallet: Wallet
  readonly #anvil: Anvil

  private constructor(anvil: Anvil, contracts: L1Contracts) {
    this.#anvil = anvil
    this.contracts = contracts
    this.provider = new JsonRpcProvider(anvil.url, undefined, {
      pollingInterval: 20,
      cacheTimeout: -1,
    })
    this.wallet = new Wallet(privateKey, this.provider)
  }

  static async start(parameters: DeploymentParameters = devParameters): Promise<TestDeployment> {
    const anvil = await Anvil.start({ args: ['--hardfork', 'osaka', '--steps-tracing'] })
    const client = anvil.client()
    return new TestDeployment(
      anvil,
      await deployContracts({ client, deployerKey: privateKey, parameters }),
    )
  }

  contract(name: ContractName): Contract {
    const address = contractAddress(this.contracts, name)
    return new Contract(address, contractArtifact(name).abi, this.wallet)
  }

  async send(
    name: ContractName,
    method: string,
    values: readonly unknown[],
  ): Promise<TransactionReceipt> {
    const call = this.contract(name).getFunction(method)
    // More than the estimate: whether a timestamp that is stored changes depends on the block.
    const gasLimit = ((await call.estimateGas(...values)) * 11n) / 10n
    const sent = await call.send(...values, { gasLimit })
    // Not `wait`: it asks again when there is a new block, and the only one may come between its two first questions.
    for (;;) {
      const receipt = await this.provider.getTransactionReceipt(sent.hash)
      if (receipt?.status === 0) throw new Error(`${name}.${method} reverted in ${sent.hash}`)
      if (receipt) return receipt
      await sleep(10)
    }
  }

  read(name: ContractName, method: string, ...values: readonly unknown[]) {
    return this.contract(name)
      .getFunction(method)
      .staticCall(...values)
  }

  async createDac(slug: string, charter: Charter): Promise<{ chainId: bigint; gasUsed: bigint }> {
    const receipt = await this.send('ComCo', 'createDAC', [slug, charterTuple(charter), 2])
    return { chainId: await this.read('DACManager', 'chainIdOf', slug), gasUsed: receipt.gasUsed }
  }

  /** Stakes, and allocates what the threshold asks for, so that the account may post. */
  async becomeSequencer(chainId: bigint): Promise<void> {
    const stake = 1000n * 10n ** 18n
    await this.send('MetisToken', 'approve', [this.contracts.sequencerPool, 2n * stake])
    await this.send('SequencerPool', 'stake', [stake])
    await this.send('SequencerPool', 'allocate', [chainId, stake / 10n])
  }

  /** Draws for the epoch of the next few blocks, so that posts succeed in them. */
  async draw(chainId: bigint): Promise<void> {
    const epochOf = async (blocksAhead: number): Promise<bigint> => {
      const number = (await this.provider.getBlockNumber()) + blocksAhead
      return this.read('EpochSeeds', 'epochAt', number)
    }
    while ((await epochOf(1)) !== (await epochOf(4))) await this.mine(1)
    await this.send('SequencerPool', 'draw', [chainId, await epochOf(1)])
  }

  async mine(count: number): Promise<void> {
    await this.provider.send('anvil_mine', [`0x${count.toString(16)}`])
  }

  /** Gas of a transaction's execution alone, without intrinsic and calldata cost: what its first step has less what its last leaves. */
  async executionGas(hash: string): Promise<bigint> {
    const options = { disableStack: true, disableMemory: true, disableStorage: true }
    const { structLogs } = await this.provider.send('debug_traceTransaction', [hash, options])
    const [first] = structLogs
    const last = structLogs.at(-1)
    return BigInt(first.gas) - (BigInt(last.gas) - BigInt(last.gasCost))
  }

  async stop(): Promise<void> {
    this.provider.destroy()
    await this.#anvil.stop()
  }
}

function charterTuple({ permissions, ...rest }: Charter) {
  const encoded = permissions.map(({ operation, bit, addresses }) => ({
    operation: operation === 'allow' ? 0 : 1,
    bit,
    addresses,
  }))
  return { ...rest, permissions: encoded }
}
