import { type Address, fromHex, type SignedBlockSeal, toHex } from '@mvm/protocol'
import { Level } from 'level'
import { ConfigurationError } from '../error/ConfigurationError.ts'
import { type Equivocation, offenceName, pairName } from './Equivocation.ts'

/** The seals that other sequencers have shown, and evidence against them, in a LevelDB of its own. */
export class SealStore {
  readonly #level: Level<string, string>

  private constructor(level: Level<string, string>) {
    this.#level = level
  }

  /** Throws {@link ConfigurationError} when the folder cannot be opened. */
  static async open(folder: string): Promise<SealStore> {
    const level = new Level<string, string>(folder)
    try {
      await level.open()
    } catch (error) {
      const { cause = error } = error as Error
      throw new ConfigurationError({
        option: '--data',
        problem: `${folder} cannot be opened (${(cause as Error).message})`,
        remedy: 'Stop the other node, or choose another folder with --data <dir>.',
        cause: error,
      })
    }
    return new SealStore(level)
  }

  /** What a sealer has signed on this seal's parent in its epoch, as far as it was seen. */
  async seen(sealer: Address, seal: SignedBlockSeal): Promise<readonly SignedBlockSeal[]> {
    const text = await this.#level.get(sealKey(sealer, seal))
    return text === undefined ? [] : (decode(text) as readonly SignedBlockSeal[])
  }

  /** Survives the end of the process; not a power cut, after which a seal may be seen as new again. */
  async putSeen(sealer: Address, seals: readonly [SignedBlockSeal, ...SignedBlockSeal[]]) {
    await this.#level.put(sealKey(sealer, seals[0]), encode(seals))
  }

  /** All evidence of the same offence: L1 may turn out not to have the origins of some. */
  async evidenceOf(
    offence: Pick<Equivocation, 'sealer' | 'first'>,
  ): Promise<readonly Equivocation[]> {
    const name = `evidence/${offenceName(offence)}`
    const texts = await this.#level.values({ gte: name, lt: `${name}0` }).all()
    return texts.map((text) => decode(text) as Equivocation)
  }

  /** Durable when resolved. */
  async putEvidence(equivocation: Equivocation): Promise<void> {
    const key = `evidence/${pairName(equivocation)}`
    await this.#level.put(key, encode(equivocation), { sync: true })
  }

  async allEvidence(): Promise<readonly Equivocation[]> {
    const texts = await this.#level.values({ gt: 'evidence/', lt: 'evidence0' }).all()
    return texts.map((text) => decode(text) as Equivocation)
  }

  /** Drops seals of a DAC's epochs before this one; evidence stays. */
  async forgetBelow(chainId: number, epoch: number): Promise<void> {
    if (epoch <= 0) return
    await this.#level.clear({ gt: `seal/${chainId}/`, lt: `seal/${chainId}/${sortable(epoch)}` })
  }

  close(): Promise<void> {
    return this.#level.close()
  }
}

function sealKey(sealer: Address, { chainId, epoch, parentHash }: SignedBlockSeal): string {
  return `seal/${chainId}/${sortable(epoch)}/${parentHash}/${sealer}`
}

function sortable(epoch: number): string {
  return String(epoch).padStart(16, '0')
}

function encode(value: unknown): string {
  return JSON.stringify(value, (key, part) =>
    key === 'signature' ? toHex(part as Uint8Array) : part,
  )
}

function decode(text: string): unknown {
  return JSON.parse(text, (key, part) => (key === 'signature' ? fromHex(part) : part))
}
