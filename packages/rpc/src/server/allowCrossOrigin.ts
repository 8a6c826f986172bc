import type { FastifyInstance } from 'fastify'

const DAY_SECONDS = '86400'

/** Lets web pages of any origin ask: the answers are public, and nothing here depends on cookies. */
export function allowCrossOrigin(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('access-control-allow-origin', '*')
    if (request.method !== 'OPTIONS') {
      done()
      return
    }
    const asked = request.headers['access-control-request-headers']
    reply
      .header('access-control-allow-methods', 'GET, POST, OPTIONS')
      .header('access-control-allow-headers', asked ?? 'content-type')
      .header('access-control-max-age', DAY_SECONDS)
      // A page on the public web may ask a node on the user's own machine.
      .header('access-control-allow-private-network', 'true')
      .code(204)
      .send()
  })
}
