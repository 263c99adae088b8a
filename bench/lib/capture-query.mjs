/** The SQL and parameters of all that `run(db)` sends to a Kysely database, for the bare driver to run the same. */
export async function captureQueries(db, run) {
  const captured = [];
  const spy = db.withPlugin({
    transformQuery({ node, queryId }) {
      const { sql, parameters } = db.getExecutor().compileQuery(node, queryId);
      captured.push({ sql, parameters });
      return node;
    },
    transformResult: async ({ result }) => result,
  });
  await run(spy);
  return captured;
}

/** The same of what sends one query. */
export const captureQuery = async (db, run) => (await captureQueries(db, run))[0];
