"""LocalStack without Docker: Lambdas as processes, DynamoDB Local beside it, everything on loopback."""
