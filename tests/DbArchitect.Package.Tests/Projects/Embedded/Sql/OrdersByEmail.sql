SELECT id, email, total
FROM orders
WHERE email = @email
