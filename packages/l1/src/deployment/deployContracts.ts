import {
  asAddress,
  contractArtifact,
  type DeploymentParameters,
  devGovernance,
  fromHex,
  type GovernanceParameters,
  type Hex,
  type L1Contracts,
  type L1TransactionHash,
  strictGovernance,
} from '@mvm/protocol'
import { Wallet } from 'ethers'
import type { L1Client } from '../client/L1Client.ts'
import type { L1Receipt } from '../client/L1Receipt.ts'
import { pause } from '../client/pause.ts'
import { DeploymentFailedError } from './DeploymentFailedError.ts'
import { type Creation, deploymentPlan } from './deploymentPlan.ts'

export interface DeployContractsOptions {
  readonly client: L1Client
  /** Private key of an account with ETH, which must send nothing else meanwhile. */
  readonly deployerKey: Hex
  readonly parameters: DeploymentParameters
  /** Wei of MT; the deployer receives all of it. @default 10 million MT */
  readonly metisSupply?: bigint
  /** @default a devnet's where profile dev is allowed, else the strict ones */
  readonly governance?: GovernanceParameters
  /** How long to wait for the creations to be mined. @default 300000 */
  readonly timeoutMs?: number
  readonly signal?: AbortSignal
}

const DEFAULT_METIS_SUPPLY = 10_000_000n * 10n ** 18n
const POLL_INTERVAL_MS = 100
/** Less than the gas limit of a block of L1. */
const WAVE_GAS_LIMIT = 28_000_000n
/** The creations fill several blocks, each of which makes the next one an eighth dearer. */
const BASE_FEE_GROWTH = 4n
/** What a constructor may use besides storing its code; ComCo's creates a DAC. */
const CONSTRUCTOR_GAS = { ComCo: 2_500_000n, other: 400_000n }

/**
 * Deploys all L1 contracts, with MVM_RANGERS as their first DAC. Sends a block's worth of creations at a
 * time. Throws {@link DeploymentFailedError} if one of them is not where the others expect it.
 */
export async function deployContracts({
  client,
  deployerKey,
  parameters,
  metisSupply = DEFAULT_METIS_SUPPLY,
  governance = parameters.devWindowSeconds === 0 ? strictGovernance : devGovernance,
  timeoutMs = 300_000,
  signal,
}: DeployContractsOptions): Promise<L1Contracts> {
  const wallet = new Wallet(deployerKey)
  const deployer = asAddress(wallet.address)
  const [chainId, firstNonce, fees] = await Promise.all([
    client.chainId({ signal }),
    client.nonce(deployer, 'pending', { signal }),
    client.fees({ signal }),
  ])
  const plan = deploymentPlan({
    deployer,
    firstNonce,
    parameters,
    metisSupply,
    governance,
  })

  const maxPriorityFeePerGas = fees.maxPriorityFeePerGas
  const maxFeePerGas = BASE_FEE_GROWTH * fees.baseFeePerGas + maxPriorityFeePerGas
  const deadlineMs = performance.now() + timeoutMs
  const blockNumbers: number[] = []
  for (const wave of inWaves(plan.creations)) {
    const hashes: L1TransactionHash[] = []
    for (const creation of wave) {
      const raw = await wallet.signTransaction({
        type: 2,
        chainId,
        nonce: creation.nonce,
        data: creation.data,
        gasLimit: gasLimitOf(creation),
        maxFeePerGas,
        maxPriorityFeePerGas,
      })
      hashes.push(await client.sendRawTransaction(raw as Hex, { signal }))
    }
    let receipts = await client.receipts(hashes, { signal })
    while (receipts.includes(null) && performance.now() < deadlineMs) {
      await pause(POLL_INTERVAL_MS, signal)
      receipts = await client.receipts(hashes, { signal })
    }
    for (const [i, creation] of wave.entries()) {
      blockNumbers.push(blockOf(creation, hashes[i] as L1TransactionHash, receipts[i] ?? null))
    }
  }
  return { ...plan.addresses, deploymentBlock: Math.min(...blockNumbers) }
}

/** In order, each time as many as a block has room for: some L1s drop what follows a transaction that does not fit. */
function inWaves(creations: readonly Creation[]): Creation[][] {
  const waves: Creation[][] = []
  let room = 0n
  for (const creation of creations) {
    const gasLimit = gasLimitOf(creation)
    if (gasLimit > room) {
      waves.push([])
      room = WAVE_GAS_LIMIT
    }
    waves.at(-1)?.push(creation)
    room -= gasLimit
  }
  return waves
}

function blockOf(
  creation: Creation,
  transactionHash: L1TransactionHash,
  receipt: L1Receipt | null,
): number {
  const { contract, address } = creation
  const reason = failureOf(creation, receipt)
  if (receipt !== null && reason === null) return receipt.blockNumber
  throw new DeploymentFailedError({ contract, address, transactionHash, reason: reason ?? '' })
}

/** Enough for any of ours, so that nothing has to be estimated against contracts that are not there yet. */
function gasLimitOf({ contract, data }: Creation): bigint {
  const { deployedBytecode } = contractArtifact(contract)
  const calldataGas = 40n * BigInt(fromHex(data).length)
  const codeGas = 200n * BigInt(fromHex(deployedBytecode).length)
  const constructorGas = CONSTRUCTOR_GAS[contract === 'ComCo' ? 'ComCo' : 'other']
  return 60_000n + calldataGas + codeGas + constructorGas
}

function failureOf(creation: Creation, receipt: L1Receipt | null): string | null {
  if (receipt === null) return 'its creation was not mined in time'
  if (!receipt.isSuccess) return 'its constructor reverted or ran out of gas'
  if (receipt.contractAddress === creation.address) return null
  return `its creation made ${receipt.contractAddress}`
}
