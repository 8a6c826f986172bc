import { type Cut, LinkProxy } from '../support/LinkProxy.ts'
import type { TestNetwork } from '../support/TestNetwork.ts'
import type { TestNode } from '../support/TestNode.ts'

/** The ways between sequencers, one in each direction between any two, which a test cuts. Their way to L1 stays. */
export class PeerMesh {
  /** Links from the first index to the second. */
  readonly #links: readonly (readonly (LinkProxy | undefined)[])[]

  private constructor(links: readonly (readonly (LinkProxy | undefined)[])[]) {
    this.#links = links
  }

  /** Sequencers that reach each other through links of a mesh; none is started yet. */
  static async between(
    network: TestNetwork,
  ): Promise<{ readonly mesh: PeerMesh; readonly sequencers: readonly TestNode[] }> {
    const own = await network.peerUrls()
    const links: (LinkProxy | undefined)[][] = []
    const sequencers: TestNode[] = []
    for (const from of own.keys()) {
      const row = await Promise.all(
        own.map((url, to) =>
          to === from ? undefined : LinkProxy.start(Number(new URL(url).port)),
        ),
      )
      const peers = row.map((link, to) =>
        link === undefined ? (own[to] as string) : `ws://127.0.0.1:${link.port}`,
      )
      links.push(row)
      sequencers.push(await network.member(from, { peers }))
    }
    return { mesh: new PeerMesh(links), sequencers }
  }

  /** Cuts all links between sequencers of different groups, and mends the others. */
  partition(groups: readonly number[], how: Cut): void {
    for (const [from, row] of this.#links.entries()) {
      for (const [to, link] of row.entries()) {
        if (groups[from] === groups[to]) link?.mend()
        else link?.cut(how)
      }
    }
  }

  heal(): void {
    for (const link of this.#links.flat()) link?.mend()
  }

  async stop(): Promise<void> {
    await Promise.all(this.#links.flat().map((link) => link?.stop()))
  }
}
