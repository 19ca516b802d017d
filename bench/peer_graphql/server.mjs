// @neo4j/graphql over the plain model: node server.mjs PORT, with NEO4J_URI, NEO4J_USER and NEO4J_PASSWORD set.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { env } from "node:process";
import { Neo4jGraphQL } from "@neo4j/graphql";
import { createYoga } from "graphql-yoga";
import neo4j from "neo4j-driver";

const driver = neo4j.driver(env.NEO4J_URI, neo4j.auth.basic(env.NEO4J_USER, env.NEO4J_PASSWORD));
const typeDefs = readFileSync(new URL("./typedefs.graphql", import.meta.url), "utf8");
const schema = await new Neo4jGraphQL({ typeDefs, driver }).getSchema();
const yoga = createYoga({ schema, logging: false, graphiql: false });
const port = Number(process.argv[2]);
createServer(yoga).listen(port, "127.0.0.1", () => console.log(`ready on ${port}`));
