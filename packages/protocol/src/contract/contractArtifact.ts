import { readFileSync } from 'node:fs'
import type { JsonFragment } from 'ethers'
import type { Hex } from '../bytes/toHex.ts'
import { ContractsNotBuiltError } from '../error/ContractsNotBuiltError.ts'
import type { ContractName } from './ContractName.ts'

/** What the compiler made of a contract. */
export interface ContractArtifact {
  readonly name: string
  readonly abi: readonly JsonFragment[]
  /** Creation code, without constructor arguments. */
  readonly bytecode: Hex
  /** Code after creation; immutables stand in it as zeros. */
  readonly deployedBytecode: Hex
}

const loaded = new Map<ContractName, ContractArtifact>()

/** A contract's ABI and code, as last compiled. Throws {@link ContractsNotBuiltError} before the first build. */
export function contractArtifact(name: ContractName): ContractArtifact {
  const known = loaded.get(name)
  if (known !== undefined) return known
  let json: string
  try {
    json = readFileSync(new URL(`./artifacts/${name}.json`, import.meta.url), 'utf8')
  } catch (cause) {
    throw new ContractsNotBuiltError({ name, cause })
  }
  const artifact: ContractArtifact = JSON.parse(json)
  loaded.set(name, artifact)
  return artifact
}
