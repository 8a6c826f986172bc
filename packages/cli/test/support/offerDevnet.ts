import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestProject } from 'vitest/node'
import { startDevnet, type TestDevnet } from './startDevnet.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Answers with the line of the devnet that test files share. */
    readonly sharedDevnetUrl: string
  }
}

/** Offers one devnet to all test files of a run: started when the first one asks, ended after the last one. */
export default async function offerDevnet(project: TestProject): Promise<() => Promise<void>> {
  let starting: Promise<TestDevnet> | undefined
  const server = createServer(async (_request, response) => {
    starting ??= startDevnet()
    try {
      response.end((await starting).line)
    } catch (error) {
      response.writeHead(500).end(String(error))
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  project.provide('sharedDevnetUrl', `http://127.0.0.1:${port}`)
  return async () => {
    server.close()
    server.closeAllConnections()
    const devnet = await starting?.catch(() => undefined)
    await devnet?.stop()
  }
}
