"""What the key register of persons (BRP) says of a customer: asked under the purpose of the work, kept beside ours."""
