/** The SQL and parameters that `run(db)` sends to a Kysely database, for the bare driver to run the same. */
export async function captureQuery(db, run) {
  let captured;
  const spy = db.withPlugin({
    transformQuery({ node, queryId }) {
      captured = db.getExecutor().compileQuery(node, queryId);
      return node;
    },
    transformResult: async ({ result }) => result,
  });
  await run(spy);
  return { sql: captured.sql, parameters: captured.parameters };
}
